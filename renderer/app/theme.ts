import {
  ActionIcon,
  Checkbox,
  Drawer,
  Menu,
  Modal,
  ModalRoot,
  Popover,
  Radio,
  Tabs,
  Tooltip,
  createTheme,
} from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

const accent: MantineColorsTuple = [
  '#eaf6f5',
  '#d3ecea',
  '#a8dad6',
  '#77c4be',
  '#4cada6',
  '#289089',
  '#13776f',
  '#0c635d',
  '#09504c',
  '#063c39',
];

const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#f1f3f3',
  '#e5e8e8',
  '#d9dddd',
  '#c5cbcb',
  '#a2aaab',
  '#6b7577',
  '#566062',
  '#384042',
  '#1b2021',
];

/** Lightest to darkest, as Mantine reads it: text, …, line (4), hover (5), control (6), surface (7), canvas (8). */
const dark: MantineColorsTuple = [
  '#e2e8e8',
  '#c6cecf',
  '#9aa6a7',
  '#8a9697',
  '#343d3e',
  '#29302f',
  '#20272a',
  '#191e20',
  '#131718',
  '#0d1011',
];

const red: MantineColorsTuple = [
  '#fdeeec',
  '#fadbd8',
  '#f4b5af',
  '#ef9a92',
  '#e3675c',
  '#d5473b',
  '#c2352a',
  '#b3261e',
  '#8f1d17',
  '#6d1511',
];

const px = (size: number) => `${size / 16}rem`;

const controlText = { xs: px(12), sm: px(13), md: px(14), lg: px(16), xl: px(20) };

// Mantine draws the head of a dialog as <header>, which would be a second banner of the page.
const dialogHead = { header: { role: 'none' } };

/**
 * The look of the product for Mantine. The colours of light and dark, the sizes of controls and everything that is not
 * Mantine's stand as tokens in `theme.css`, which must be loaded after Mantine's own styles.
 */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark, red },
  black: '#1b2021',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: controlText,
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.4', lg: '1.4', xl: '1.3' },
  fontWeights: { regular: '400', medium: '550', bold: '650' },
  headings: {
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
    fontWeight: '620',
    sizes: {
      h1: { fontSize: px(20), lineHeight: '1.3' },
      h2: { fontSize: px(15), lineHeight: '1.35' },
      h3: { fontSize: px(13), lineHeight: '1.4' },
    },
  },
  radius: { xs: px(3), sm: px(4), md: px(6), lg: px(8), xl: px(12) },
  defaultRadius: 'md',
  spacing: { xs: px(8), sm: px(12), md: px(16), lg: px(20), xl: px(32) },
  shadows: {
    xs: 'none',
    sm: 'var(--float-small)',
    md: 'var(--float)',
    lg: 'var(--float)',
    xl: 'var(--float-large)',
  },
  focusRing: 'auto',
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'lg' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 'sm' } }),
    // The page never scrolls (its parts do), so nothing has to be locked: locking would add style elements.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        radius: 'lg',
        shadow: 'xl',
        overlayProps: { className: 'backdrop' },
        transitionProps: { duration: 140 },
        attributes: dialogHead,
      },
    }),
    ModalRoot: ModalRoot.extend({
      defaultProps: { lockScroll: false, radius: 'lg', shadow: 'xl', transitionProps: { duration: 140 } },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        lockScroll: false,
        shadow: 'xl',
        overlayProps: { className: 'backdrop' },
        transitionProps: { duration: 160 },
        attributes: dialogHead,
      },
    }),
    // Without the placeholder the first item has the focus: the arrows go on from there, and axe is content.
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'md',
        radius: 'md',
        transitionProps: { duration: 120 },
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', radius: 'md', transitionProps: { duration: 120 } } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' } }),
    Tabs: Tabs.extend({ defaultProps: { radius: 'sm' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 350, transitionProps: { duration: 120 }, withinPortal: true },
    }),
  },
});
