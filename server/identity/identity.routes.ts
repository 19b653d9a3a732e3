import { routes } from '#server/platform/route.ts';
import { invitationRoutes } from './invitation.routes.ts';
import { meRoutes } from './me.routes.ts';
import { recoveryRoutes } from './recovery.routes.ts';
import { signInRoutes } from './sign-in.routes.ts';
import { stationRoutes } from './station.routes.ts';

/** Everything about who someone is and how they prove it. */
export const identityRoutes = routes()
  .route('/', signInRoutes)
  .route('/', meRoutes)
  .route('/', invitationRoutes)
  .route('/', recoveryRoutes)
  .route('/', stationRoutes);
