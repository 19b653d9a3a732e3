import '#web/ui/mantine.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { registerServiceWorker } from '#web/offline/service-worker.ts';
import { watchTabs } from '#web/platform/coming-and-going.ts';
import { watchNetwork } from '#web/platform/network.ts';
import { frameQuery, queryClient } from '#web/platform/queries.ts';
import { router } from '#web/routes.tsx';
import { scheme, watchAppearance } from '#web/ui/appearance.ts';
import { theme } from '#web/ui/theme.ts';

const Said = lazy(async () => ({ default: (await import('#web/ui/said.tsx')).Said }));

/** Styles come from files alone: nothing is written into style elements, so the policy of the page can forbid it. */
function App() {
  return (
    <MantineProvider theme={theme} forceColorScheme={scheme.use()} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense>
          <Said />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}

watchAppearance();
watchTabs();
watchNetwork({
  ask: () => queryClient.refetchQueries({ queryKey: frameQuery.queryKey }),
  onBack: () => void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' }),
});
void registerServiceWorker().catch(() => undefined);

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
