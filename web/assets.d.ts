// What Vite imports for its effect and TypeScript does not know.
declare module '*.css';
declare module '@fontsource-variable/inter';

interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}

/** Where the packed ZIP codes of the public pages lie: named by their content when the web is built. */
declare const ZIP_POINTS_ADDRESS: string;
