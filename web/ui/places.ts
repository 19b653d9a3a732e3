import type { LinkProps } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Me } from '#web/platform/contract.ts';
import { maySee } from '#web/platform/may.ts';
import type { TextKey } from '#web/platform/text.ts';
import {
  AuditIcon,
  ClinicIcon,
  DirectoryIcon,
  EmergenciesIcon,
  FloorIcon,
  PatientsIcon,
  PersonIcon,
  PharmacyIcon,
  ProtocolIcon,
  StaffIcon,
} from './icons.ts';

type PlaceText = Extract<TextKey, `place.${string}`>;

/** A room that can be gone to from anywhere. */
export type Place = {
  to: NonNullable<LinkProps['to']>;
  label: PlaceText;
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
  /** The key that goes there after G. */
  goKey: string;
};

/** What this person may open, in the order of care; rooms that are not built yet are not there. */
export function placesFor(me: Me): Place[] {
  const places: Place[] = [];
  if (maySee(me, 'session.read')) places.push({ to: '/floor', label: 'place.floor', icon: FloorIcon, goKey: 'f' });
  if (maySee(me, 'patient.read'))
    places.push({ to: '/patients', label: 'place.patients', icon: PatientsIcon, goKey: 'p' });
  if (maySee(me, 'protocol.read'))
    places.push({ to: '/plan/protocols', label: 'place.protocols', icon: ProtocolIcon, goKey: 'o' });
  if (maySee(me, 'stock.read'))
    places.push({ to: '/pharmacy', label: 'place.pharmacy', icon: PharmacyIcon, goKey: 'h' });
  if (maySee(me, 'emergency.read'))
    places.push({ to: '/emergencies', label: 'place.emergencies', icon: EmergenciesIcon, goKey: 'e' });
  if (maySee(me, 'practitioner.read')) places.push({ to: '/staff', label: 'place.staff', icon: StaffIcon, goKey: 's' });
  if (maySee(me, 'clinic.status') || maySee(me, 'station.read'))
    places.push({ to: '/clinic', label: 'place.clinic', icon: ClinicIcon, goKey: 'c' });
  if (maySee(me, 'center.read'))
    places.push({ to: '/directory', label: 'place.directory', icon: DirectoryIcon, goKey: 'd' });
  if (maySee(me, 'audit.read')) places.push({ to: '/audit', label: 'place.audit', icon: AuditIcon, goKey: 'a' });
  places.push({ to: '/account', label: 'place.account', icon: PersonIcon, goKey: 'm' });
  return places;
}

export const placeAt = (places: Place[], path: string): Place | undefined =>
  places.find((place) => path === place.to || path.startsWith(`${place.to}/`));
