/** The four themes VS Code ships for the four families: body class and the variables a webview sees. */
export interface Theme {
  readonly name: 'light-modern' | 'dark-modern' | 'hc-black' | 'hc-light';
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

const common = {
  '--vscode-font-family': '"Segoe UI", "Liberation Sans", "DejaVu Sans", sans-serif',
  '--vscode-font-size': '13px',
  '--vscode-editor-font-family': '"DejaVu Sans Mono", monospace',
};

/** Colours as each theme's file, and the registry's defaults for what it leaves out, define them. */
export const themes: readonly Theme[] = [
  {
    name: 'light-modern', bodyClass: 'vscode-light',
    variables: {
      ...common,
      '--vscode-foreground': '#3b3b3b', '--vscode-descriptionForeground': '#3b3b3b', '--vscode-errorForeground': '#f85149', '--vscode-icon-foreground': '#3b3b3b', '--vscode-focusBorder': '#005fb8',
      '--vscode-editor-background': '#ffffff', '--vscode-editor-foreground': '#3b3b3b', '--vscode-sideBar-background': '#f8f8f8', '--vscode-panel-background': '#f8f8f8', '--vscode-panel-border': '#e5e5e5',
      '--vscode-panelTitle-activeForeground': '#3b3b3b', '--vscode-panelTitle-activeBorder': '#005fb8', '--vscode-panelTitle-inactiveForeground': '#3b3b3b',
      '--vscode-button-background': '#005fb8', '--vscode-button-foreground': '#ffffff', '--vscode-button-hoverBackground': '#0258a8', '--vscode-button-border': '#0000001a',
      '--vscode-button-secondaryBackground': '#e5e5e5', '--vscode-button-secondaryForeground': '#3b3b3b', '--vscode-button-secondaryHoverBackground': '#cccccc',
      '--vscode-input-background': '#ffffff', '--vscode-input-foreground': '#3b3b3b', '--vscode-input-border': '#cecece', '--vscode-dropdown-background': '#ffffff', '--vscode-dropdown-foreground': '#3b3b3b', '--vscode-dropdown-border': '#cecece',
      '--vscode-editorWidget-background': '#f8f8f8', '--vscode-editorWidget-foreground': '#3b3b3b', '--vscode-editorWidget-border': '#c8c8c8', '--vscode-editorHoverWidget-background': '#f8f8f8', '--vscode-editorHoverWidget-foreground': '#3b3b3b', '--vscode-editorHoverWidget-border': '#c8c8c8', '--vscode-widget-shadow': '#00000029',
      '--vscode-textLink-foreground': '#005fb8', '--vscode-textLink-activeForeground': '#005fb8', '--vscode-list-hoverBackground': '#f2f2f2', '--vscode-list-inactiveSelectionBackground': '#e4e6f1', '--vscode-toolbar-hoverBackground': '#b8b8b850',
      '--vscode-progressBar-background': '#005fb8', '--vscode-scrollbarSlider-background': '#64646466', '--vscode-scrollbarSlider-hoverBackground': '#646464b3', '--vscode-sash-hoverBorder': '#005fb8',
      '--vscode-editorWarning-foreground': '#bf8803', '--vscode-editorInfo-foreground': '#0063d3', '--vscode-keybindingLabel-background': '#dddddd66', '--vscode-keybindingLabel-border': '#cccccc66', '--vscode-keybindingLabel-foreground': '#3b3b3b',
      '--vscode-charts-blue': '#0063d3', '--vscode-charts-green': '#388a34', '--vscode-charts-orange': '#d18616', '--vscode-charts-yellow': '#bf8803', '--vscode-charts-purple': '#652d90', '--vscode-charts-red': '#f85149', '--vscode-charts-foreground': '#3b3b3b', '--vscode-charts-lines': '#3b3b3b80',
    },
  },
  {
    name: 'dark-modern', bodyClass: 'vscode-dark',
    variables: {
      ...common,
      '--vscode-foreground': '#cccccc', '--vscode-descriptionForeground': '#9d9d9d', '--vscode-errorForeground': '#f85149', '--vscode-icon-foreground': '#cccccc', '--vscode-focusBorder': '#0078d4',
      '--vscode-editor-background': '#1f1f1f', '--vscode-editor-foreground': '#cccccc', '--vscode-sideBar-background': '#181818', '--vscode-panel-background': '#181818', '--vscode-panel-border': '#2b2b2b',
      '--vscode-panelTitle-activeForeground': '#cccccc', '--vscode-panelTitle-activeBorder': '#0078d4', '--vscode-panelTitle-inactiveForeground': '#9d9d9d',
      '--vscode-button-background': '#0078d4', '--vscode-button-foreground': '#ffffff', '--vscode-button-hoverBackground': '#026ec1', '--vscode-button-border': '#ffffff12',
      '--vscode-button-secondaryBackground': '#313131', '--vscode-button-secondaryForeground': '#cccccc', '--vscode-button-secondaryHoverBackground': '#3c3c3c',
      '--vscode-input-background': '#313131', '--vscode-input-foreground': '#cccccc', '--vscode-input-border': '#3c3c3c', '--vscode-dropdown-background': '#313131', '--vscode-dropdown-foreground': '#cccccc', '--vscode-dropdown-border': '#3c3c3c',
      '--vscode-editorWidget-background': '#202020', '--vscode-editorWidget-foreground': '#cccccc', '--vscode-editorWidget-border': '#454545', '--vscode-editorHoverWidget-background': '#202020', '--vscode-editorHoverWidget-foreground': '#cccccc', '--vscode-editorHoverWidget-border': '#454545', '--vscode-widget-shadow': '#0000005c',
      '--vscode-textLink-foreground': '#4daafc', '--vscode-textLink-activeForeground': '#4daafc', '--vscode-list-hoverBackground': '#2a2d2e', '--vscode-list-inactiveSelectionBackground': '#37373d', '--vscode-toolbar-hoverBackground': '#5a5d5e50',
      '--vscode-progressBar-background': '#0078d4', '--vscode-scrollbarSlider-background': '#79797966', '--vscode-scrollbarSlider-hoverBackground': '#646464b3', '--vscode-sash-hoverBorder': '#0078d4',
      '--vscode-editorWarning-foreground': '#cca700', '--vscode-editorInfo-foreground': '#59a4f9', '--vscode-keybindingLabel-background': '#8080802b', '--vscode-keybindingLabel-border': '#33333399', '--vscode-keybindingLabel-foreground': '#cccccc',
      '--vscode-charts-blue': '#59a4f9', '--vscode-charts-green': '#89d185', '--vscode-charts-orange': '#d18616', '--vscode-charts-yellow': '#cca700', '--vscode-charts-purple': '#b180d7', '--vscode-charts-red': '#f14c4c', '--vscode-charts-foreground': '#cccccc', '--vscode-charts-lines': '#cccccc80',
    },
  },
  {
    name: 'hc-black', bodyClass: 'vscode-high-contrast',
    variables: {
      ...common,
      '--vscode-foreground': '#ffffff', '--vscode-descriptionForeground': '#ffffffb3', '--vscode-errorForeground': '#f48771', '--vscode-icon-foreground': '#ffffff', '--vscode-focusBorder': '#f38518', '--vscode-contrastBorder': '#6fc3df', '--vscode-contrastActiveBorder': '#f38518',
      '--vscode-editor-background': '#000000', '--vscode-editor-foreground': '#ffffff', '--vscode-sideBar-background': '#000000', '--vscode-panel-background': '#000000', '--vscode-panel-border': '#6fc3df',
      '--vscode-panelTitle-activeForeground': '#ffffff', '--vscode-panelTitle-activeBorder': '#6fc3df', '--vscode-panelTitle-inactiveForeground': '#ffffff',
      '--vscode-button-background': '#000000', '--vscode-button-foreground': '#ffffff', '--vscode-button-border': '#6fc3df', '--vscode-button-secondaryBackground': '#000000', '--vscode-button-secondaryForeground': '#ffffff',
      '--vscode-input-background': '#000000', '--vscode-input-foreground': '#ffffff', '--vscode-input-border': '#6fc3df', '--vscode-dropdown-background': '#000000', '--vscode-dropdown-foreground': '#ffffff', '--vscode-dropdown-border': '#6fc3df',
      '--vscode-editorWidget-background': '#0c141f', '--vscode-editorWidget-foreground': '#ffffff', '--vscode-editorWidget-border': '#6fc3df', '--vscode-editorHoverWidget-background': '#0c141f', '--vscode-editorHoverWidget-foreground': '#ffffff', '--vscode-editorHoverWidget-border': '#6fc3df',
      '--vscode-textLink-foreground': '#21a6ff', '--vscode-textLink-activeForeground': '#21a6ff', '--vscode-list-inactiveSelectionBackground': '#00000000',
      '--vscode-progressBar-background': '#6fc3df', '--vscode-scrollbarSlider-background': '#6fc3df99', '--vscode-scrollbarSlider-hoverBackground': '#6fc3dfcc', '--vscode-sash-hoverBorder': '#f38518',
      '--vscode-editorWarning-foreground': '#ffd370', '--vscode-editorInfo-foreground': '#59a4f9', '--vscode-keybindingLabel-background': '#00000000', '--vscode-keybindingLabel-border': '#6fc3df', '--vscode-keybindingLabel-foreground': '#ffffff',
      '--vscode-charts-blue': '#59a4f9', '--vscode-charts-green': '#89d185', '--vscode-charts-orange': '#d18616', '--vscode-charts-yellow': '#ffd370', '--vscode-charts-purple': '#b180d7', '--vscode-charts-red': '#f48771', '--vscode-charts-foreground': '#ffffff', '--vscode-charts-lines': '#ffffff80',
    },
  },
  {
    name: 'hc-light', bodyClass: 'vscode-high-contrast-light vscode-high-contrast',
    variables: {
      ...common,
      '--vscode-foreground': '#292929', '--vscode-descriptionForeground': '#292929', '--vscode-errorForeground': '#b5200d', '--vscode-icon-foreground': '#292929', '--vscode-focusBorder': '#006bbd', '--vscode-contrastBorder': '#0f4a85', '--vscode-contrastActiveBorder': '#006bbd',
      '--vscode-editor-background': '#ffffff', '--vscode-editor-foreground': '#292929', '--vscode-sideBar-background': '#ffffff', '--vscode-panel-background': '#ffffff', '--vscode-panel-border': '#0f4a85',
      '--vscode-panelTitle-activeForeground': '#292929', '--vscode-panelTitle-activeBorder': '#b5200d', '--vscode-panelTitle-inactiveForeground': '#292929',
      '--vscode-button-background': '#0f4a85', '--vscode-button-foreground': '#ffffff', '--vscode-button-hoverBackground': '#0f4a85', '--vscode-button-border': '#0f4a85', '--vscode-button-secondaryBackground': '#ffffff', '--vscode-button-secondaryForeground': '#292929',
      '--vscode-input-background': '#ffffff', '--vscode-input-foreground': '#292929', '--vscode-input-border': '#0f4a85', '--vscode-dropdown-background': '#ffffff', '--vscode-dropdown-foreground': '#292929', '--vscode-dropdown-border': '#0f4a85',
      '--vscode-editorWidget-background': '#ffffff', '--vscode-editorWidget-foreground': '#292929', '--vscode-editorWidget-border': '#0f4a85', '--vscode-editorHoverWidget-background': '#ffffff', '--vscode-editorHoverWidget-foreground': '#292929', '--vscode-editorHoverWidget-border': '#0f4a85',
      '--vscode-textLink-foreground': '#0f4a85', '--vscode-textLink-activeForeground': '#0f4a85', '--vscode-list-inactiveSelectionBackground': '#0f4a851a',
      '--vscode-progressBar-background': '#0f4a85', '--vscode-scrollbarSlider-background': '#0f4a8566', '--vscode-scrollbarSlider-hoverBackground': '#0f4a85cc', '--vscode-sash-hoverBorder': '#006bbd',
      '--vscode-editorWarning-foreground': '#895503', '--vscode-editorInfo-foreground': '#0063d3', '--vscode-keybindingLabel-background': '#dddddd66', '--vscode-keybindingLabel-border': '#0f4a85', '--vscode-keybindingLabel-foreground': '#292929',
      '--vscode-charts-blue': '#0063d3', '--vscode-charts-green': '#374e06', '--vscode-charts-orange': '#d18616', '--vscode-charts-yellow': '#895503', '--vscode-charts-purple': '#652d90', '--vscode-charts-red': '#b5200d', '--vscode-charts-foreground': '#292929', '--vscode-charts-lines': '#29292980',
    },
  },
];
