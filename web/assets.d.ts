// What Vite imports for its effect and TypeScript does not know.
declare module '*.css';
declare module '@fontsource-variable/inter';

interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}
