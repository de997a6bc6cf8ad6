import { BarChart, CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, CustomChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** The ink of lines and words, and the plain fill of bars. */
export const INK = '#1f2933';
export const FILL = '#8fb3d9';

/** The words of a chart. */
export const TEXT = { color: INK, fontSize: 13 };

/** What becomes of an inline style: `style="a:b;"` as attributes, and no sheet. */
function withoutStyles(svg: string): string {
  return svg.replace(/<style[^>]*>[\s\S]*?<\/style>/g, '').replace(/ style="([^"]*)"/g, (_, style: string) =>
    style
      .split(';')
      .filter((one) => one.includes(':'))
      .map((one) => ` ${one.slice(0, one.indexOf(':')).trim()}="${one.slice(one.indexOf(':') + 1).trim()}"`)
      .join(''),
  );
}

/** Draws what echarts is told to as SVG of that size, without inline styles: a strict Content-Security-Policy takes none. */
export function chartSvg(option: object, size: { width: number; height: number }): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption({ animation: false, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return withoutStyles(svg);
}
