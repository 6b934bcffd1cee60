const shapes = {
  zoomIn: 'M7 2a5 5 0 1 0 3.1 8.9l3.5 3.5.8-.8-3.5-3.5A5 5 0 0 0 7 2Zm0 1.1a3.9 3.9 0 1 1 0 7.8 3.9 3.9 0 0 1 0-7.8ZM6.5 5v1.5H5v1h1.5V9h1V7.5H9v-1H7.5V5h-1Z',
  zoomOut: 'M7 2a5 5 0 1 0 3.1 8.9l3.5 3.5.8-.8-3.5-3.5A5 5 0 0 0 7 2Zm0 1.1a3.9 3.9 0 1 1 0 7.8 3.9 3.9 0 0 1 0-7.8ZM5 6.5v1h4v-1H5Z',
  search: 'M7 2a5 5 0 1 0 3.1 8.9l3.5 3.5.8-.8-3.5-3.5A5 5 0 0 0 7 2Zm0 1.1a3.9 3.9 0 1 1 0 7.8 3.9 3.9 0 0 1 0-7.8Z',
  back: 'm6.200 3.300-4 4v.7l4 4 .7-.7-3.100-3.100h6.400c1.700 0 2.700 1 2.700 2.500V13h1v-2.300c0-2.100-1.500-3.500-3.700-3.500H3.800l3.100-3.200-.7-.7Z',
  forward: 'm9.800 3.300 4 4v.7l-4 4-.7-.7 3.100-3.100H5.800c-1.700 0-2.700 1-2.700 2.500V13h-1v-2.300c0-2.100 1.500-3.500 3.700-3.500h6.400L9.100 4l.7-.7Z',
  fit: 'M1.5 3v10h1V3h-1Zm12 0v10h1V3h-1ZM5.8 5.2 3.5 7.5v1l2.3 2.3.7-.7L5 8.6h6l-1.5 1.5.7.7 2.3-2.3v-1l-2.3-2.3-.7.7L11 7.4H5l1.5-1.5-.7-.7Z',
  previous: 'M3 3h1v10H3V3Zm9.5.2L6 8l6.5 4.8V3.2Z',
  next: 'M12 3h1v10h-1V3ZM3.500 3.200v9.600L10 8 3.500 3.200Z',
  help: 'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13Zm0 1.100a5.400 5.400 0 1 1 0 10.800A5.400 5.400 0 0 1 8 2.600ZM8 4.500c-1.300 0-2.200.8-2.200 2h1.100c0-.6.4-1 1.100-1 .6 0 1 .4 1 .9 0 .4-.2.7-.7 1.100-.7.500-.9 1-.9 1.800v.2h1.100v-.2c0-.5.200-.8.700-1.100.6-.500.900-1.100.900-1.800 0-1.100-.9-1.900-2.100-1.900Zm-.6 5.900v1.200h1.200v-1.200H7.400Z',
  run: 'M4.500 2.500v11l9-5.500-9-5.500Z',
  save: 'M2.500 2h9.200L14 4.300V13.500h-11.500V2Zm1.100 1.100v9.300h1.400V8.500h6v3.900h1.900V4.800l-1.700-1.700H10.500V6H5V3.100H3.600Zm2.500 0v1.800h3.300V3.100H6.100Zm0 6.500v2.800h3.800V9.600H6.100Z',
  close: 'm4 3.300-.7.700L7.300 8l-4 4 .7.700 4-4 4 4 .7-.7-4-4 4-4-.7-.7-4 4-4-4Z',
  check: 'm13.300 3.600.8.700-7.400 8.500L2 8.600l.7-.8 3.900 3.400 6.700-7.600Z',
  drop: 'm3.700 2.300 4.300 4.300 4.300-4.300 1.400 1.400L9.400 8l4.300 4.300-1.400 1.400L8 9.400l-4.300 4.300-1.400-1.400L6.600 8 2.300 3.700l1.400-1.400Z',
  warning: 'M8 1.800 1.200 13.800h13.600L8 1.800Zm0 2.200 5 8.800H3L8 4Zm-.55 2.800v3.200h1.100V6.800h-1.100Zm0 4v1.100h1.100v-1.100h-1.100Z',
  info: 'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13Zm0 1.100a5.400 5.400 0 1 1 0 10.800A5.400 5.400 0 0 1 8 2.600ZM7.400 7v4.500h1.200V7H7.400Zm0-2.500v1.200h1.200V4.500H7.400Z',
  down: 'm3.300 5.600-.7.700L8 11.700l5.400-5.400-.7-.7L8 10.300 3.300 5.600Z',
  up: 'M3.300 10.400l-.7-.7L8 4.300l5.400 5.400-.7.7L8 5.700l-4.700 4.700Z',
  export: 'M8 1.200 4.600 4.600l.7.7L7.500 3.100V10h1V3.100l2.200 2.200.7-.7L8 1.200ZM3 7.500v6.500h10V7.500h-2v1h1V13H4V8.500h1v-1H3Z',
} as const;

/** Pictures for buttons and notices. */
export type IconName = keyof typeof shapes;

const namespace = 'http://www.w3.org/2000/svg';

/** A picture in the colour of the text around it; hidden from screen readers, which read the words beside it. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', shapes[name]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}
