// The icons of the sheets at the chair. Never without a word beside them.
export { IconBan as CannotIcon, IconDeviceFloppy as SaveIcon } from '@tabler/icons-react';
