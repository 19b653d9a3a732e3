import { createTheme, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core';
import { over } from './over.ts';

/**
 * Mantine wants ten shades a colour; ours come from tokens.css, where each is one value per theme.
 * Only the name counts here: `ways` below turns it into our variables.
 */
const byName = (name: string): MantineColorsTuple => {
  const shade = `var(--${name})`;
  return [shade, shade, shade, shade, shade, shade, shade, shade, shade, shade];
};

const named = new Set(['primary', 'red', 'amber', 'green', 'blue']);

/** How a control looks: filled is the one main action of a screen, default has the edge of what can be tapped. */
const ways: VariantColorsResolver = ({ color, variant }) => {
  const name = color !== undefined && named.has(color) ? color : 'primary';
  const solid = name === 'primary' ? 'var(--primary)' : `var(--${name}-solid)`;
  const edge = 'calc(var(--line-w)) solid';
  if (variant === 'filled')
    return {
      background: solid,
      hover: name === 'primary' ? 'var(--primary-hover)' : solid,
      color: `var(--on-${name})`,
      border: `${edge} transparent`,
    };
  if (variant === 'light')
    return {
      background: `var(--${name}-soft)`,
      hover: `var(--${name}-soft)`,
      color: `var(--${name})`,
      border: `${edge} var(--${name}-line)`,
    };
  if (variant === 'outline')
    return {
      background: 'var(--surface)',
      hover: `var(--${name}-soft)`,
      color: `var(--${name})`,
      border: `${edge} var(--${name})`,
    };
  if (variant === 'subtle' || variant === 'transparent' || variant === 'white')
    return {
      background: 'transparent',
      hover: 'var(--surface-3)',
      color: `var(--${name})`,
      border: `${edge} transparent`,
    };
  return {
    background: 'var(--surface)',
    hover: 'var(--surface-2)',
    color: 'var(--text)',
    border: `${edge} var(--control)`,
  };
};

/** Touch sizes: 48 px least, 64 at the chair, 72 for the one action of a row. Grows on the wall display. */
const heights: Record<string, string> = { sm: '48px', md: '48px', lg: '64px', xl: '72px' };
type Sized = { size?: unknown };
const isUsual = (size: unknown) => size === 'md' || size === 'sm';
const heightOf = (size: unknown) => `calc(${heights[String(size)] ?? '48px'} * var(--mantine-scale))`;

export const theme = createTheme({
  primaryColor: 'primary',
  colors: {
    primary: byName('primary'),
    red: byName('red'),
    amber: byName('amber'),
    green: byName('green'),
    blue: byName('blue'),
  },
  variantColorResolver: ways,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'md',
  focusRing: 'auto',
  activeClassName: '',
  // By name and without importing them, so that the first page loads only the parts it shows.
  components: {
    Button: {
      defaultProps: { size: 'md', variant: 'default' },
      vars: (_theme: unknown, { size = 'md' }: Sized) => ({
        root: {
          '--button-height': heightOf(size),
          '--button-padding-x': isUsual(size) ? '20px' : '24px',
          '--button-fz': isUsual(size) ? 'var(--fs-body)' : 'var(--fs-lead)',
        },
      }),
    },
    ActionIcon: {
      defaultProps: { size: 'md', variant: 'subtle' },
      vars: (_theme: unknown, { size = 'md' }: Sized) => ({ root: { '--ai-size': heightOf(size) } }),
    },
    Input: {
      defaultProps: { size: 'md' },
      vars: (_theme: unknown, { size = 'md' }: Sized) => ({
        wrapper: { '--input-height': heightOf(size), '--input-fz': 'var(--fs-body)', '--input-padding': '14px' },
      }),
    },
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ['label', 'description', 'error', 'input'] },
      vars: () => ({
        label: { '--input-label-size': 'var(--fs-body)', '--input-asterisk-color': 'var(--text-3)' },
        description: { '--input-description-size': 'var(--fs-small)' },
        error: { '--input-error-size': 'var(--fs-small)' },
      }),
    },
    Select: { defaultProps: { comboboxProps: { withinPortal: false, transitionProps: { duration: 0 } } } },
    Checkbox: { defaultProps: { size: 'md' } },
    Radio: { defaultProps: { size: 'md' } },
    SegmentedControl: { defaultProps: { size: 'md', transitionDuration: 0 } },
    Portal: { defaultProps: { target: over } },
    ModalRoot: { defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 0 }, radius: 'lg' } },
  },
});
