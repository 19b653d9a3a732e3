// The icons of the sheets at the chair. Never without a word beside them.
export { IconBan as CannotIcon, IconDeviceFloppy as SaveIcon, IconPhone as PhoneIcon } from '@tabler/icons-react';
