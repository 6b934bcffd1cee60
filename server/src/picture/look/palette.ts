import type { Colour } from './colour';
import { black, contrast, mix, parseColour, white } from './colour';

/** The four families of themes VS Code has. */
export type ThemeKind = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

/** What the canvas is painted with, read from the theme; all colours opaque. */
export interface Palette {
  readonly kind: ThemeKind;
  readonly highContrast: boolean;
  readonly background: Colour;
  /** Behind row names and axis. */
  readonly gutter: Colour;
  readonly foreground: Colour;
  /** For secondary lettering; still readable. */
  readonly quiet: Colour;
  readonly border: Colour;
  readonly gridLine: Colour;
  readonly groupBackground: Colour;
  readonly focus: Colour;
  readonly selection: Colour;
  /** Marks what the editor's value configured; stands out from every state's colour. */
  readonly highlight: Colour;
  readonly blue: Colour;
  readonly green: Colour;
  readonly orange: Colour;
  readonly yellow: Colour;
  readonly purple: Colour;
  readonly red: Colour;
  readonly fontFamily: string;
  /** CSS pixels. */
  readonly fontSize: number;
}

/** Looks up a CSS value by the name of a VS Code variable (`--vscode-foreground`) or a system colour (`CanvasText`); empty when there is none. */
export type ReadColour = (name: string) => string;

const defaults: Readonly<Record<ThemeKind, Readonly<Record<'background' | 'foreground' | 'blue' | 'green' | 'orange' | 'yellow' | 'purple' | 'red', string>>>> = {
  light: { background: '#ffffff', foreground: '#3b3b3b', blue: '#1a85ff', green: '#388a34', orange: '#d18616', yellow: '#bf8803', purple: '#652d90', red: '#e51400' },
  dark: { background: '#1f1f1f', foreground: '#cccccc', blue: '#3794ff', green: '#89d185', orange: '#d18616', yellow: '#cca700', purple: '#b180d7', red: '#f14c4c' },
  'high-contrast': { background: '#000000', foreground: '#ffffff', blue: '#3794ff', green: '#89d185', orange: '#d18616', yellow: '#ffd602', purple: '#b180d7', red: '#f48771' },
  'high-contrast-light': { background: '#ffffff', foreground: '#292929', blue: '#1a85ff', green: '#374e06', orange: '#d18616', yellow: '#895503', purple: '#652d90', red: '#b5200d' },
};

/** Which family a page belongs to, from the classes VS Code puts on its body. */
export function themeKindOf(classes: Iterable<string>, prefersDark: boolean): ThemeKind {
  const set = new Set(classes);
  if (set.has('vscode-high-contrast-light')) return 'high-contrast-light';
  if (set.has('vscode-high-contrast')) return 'high-contrast';
  if (set.has('vscode-light')) return 'light';
  if (set.has('vscode-dark')) return 'dark';
  return prefersDark ? 'dark' : 'light';
}

/** Makes the palette of a theme. With `forced`, the operating system's own colours take over, as its user wants. */
export function buildPalette(kind: ThemeKind, forced: boolean, read: ReadColour, fontFamily: string, fontSize: number): Palette {
  const fallback = defaults[kind];
  const first = (names: readonly string[], otherwise: Colour): Colour => {
    for (const name of names) {
      const colour = parseColour(read(name));
      if (colour !== null && colour.alpha > 0) return colour;
    }
    return otherwise;
  };
  const own = (name: keyof typeof fallback): Colour => parseColour(fallback[name])!;
  const background = opaque(first(forced ? ['Canvas'] : ['--vscode-editor-background'], own('background')), own('background'));
  const on = (colour: Colour): Colour => opaque(colour, background);
  const foreground = on(first(forced ? ['CanvasText'] : ['--vscode-foreground', '--vscode-editor-foreground'], own('foreground')));
  const highContrast = forced || kind === 'high-contrast' || kind === 'high-contrast-light';
  const hue = (name: 'blue' | 'green' | 'orange' | 'yellow' | 'purple' | 'red'): Colour => on(first([`--vscode-charts-${name}`], own(name)));
  const focus = on(first(forced ? ['Highlight'] : ['--vscode-focusBorder'], hue('blue')));
  const border = highContrast
    ? on(first(forced ? ['CanvasText'] : ['--vscode-contrastBorder'], foreground))
    : on(first(['--vscode-panel-border', '--vscode-editorGroup-border'], mix(foreground, background, 0.2)));
  const quiet = on(first(forced ? ['CanvasText'] : ['--vscode-descriptionForeground'], mix(foreground, background, 0.75)));
  return {
    kind, highContrast, background, foreground, border, focus, fontFamily, fontSize,
    gutter: on(first(forced ? ['Canvas'] : ['--vscode-sideBar-background'], background)),
    quiet: contrast(quiet, background) >= 4.5 ? quiet : foreground,
    gridLine: highContrast ? mix(foreground, background, 0.25) : mix(foreground, background, 0.08),
    groupBackground: highContrast ? background : mix(foreground, background, 0.06),
    selection: on(first(forced ? ['Highlight'] : highContrast ? ['--vscode-contrastActiveBorder', '--vscode-focusBorder'] : ['--vscode-foreground'], contrast(white, background) > 8 ? white : black)),
    highlight: forced ? on(first(['Highlight'], foreground)) : foreground,
    blue: hue('blue'), green: hue('green'), orange: hue('orange'), yellow: hue('yellow'), purple: hue('purple'), red: hue('red'),
  };
}

function opaque(colour: Colour, under: Colour): Colour {
  return colour.alpha === 1 ? colour : mix(colour, { ...under, alpha: 1 }, 1);
}
