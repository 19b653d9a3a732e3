import { notifications } from '@mantine/notifications';

/** A short word that something is done. Read out politely, gone by itself, never needed to go on. */
export function say(message: string): void {
  notifications.show({ message, color: 'green', autoClose: 4000, withCloseButton: false, role: 'status' });
}
