import { Notifications } from '@mantine/notifications';

/** Where the short words appear that something is done. Loaded after the page. */
export function Said() {
  return <Notifications position="bottom-center" transitionDuration={0} />;
}
