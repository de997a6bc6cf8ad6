type Query = Record<string, string | number | readonly string[] | null | undefined>;

/** One segment of a path; `:id` stays as it is, so that the rows of the routes are made from the same names. */
function segment(text: string): string {
  return encodeURIComponent(text).replaceAll('%3A', ':');
}

/** A path with a query, without the names that have no value. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === null || value === undefined || value === '') return [];
    return [value].flat().map((one): [string, string] => [name, String(one)]);
  });
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`;
}

/** The addresses of all pages, the only place that names them. */
export const paths = {
  desk: () => '/',
  signIn: (query: Query = {}) => withQuery('/sign-in', query),
  signOut: () => '/sign-out',
  tasks: (query: Query = {}) => withQuery('/tasks', query),
  task: (id: string) => `/tasks/${segment(id)}`,
  action: (id: string, action: string) => `/tasks/${segment(id)}/actions/${segment(action)}`,
  directives: (query: Query = {}) => withQuery('/directives', query),
  newDirective: () => '/directives/new',
  directive: (id: string) => `/directives/${segment(id)}`,
  correctDirective: (id: string) => `/directives/${segment(id)}/correct`,
  newTask: (directive: string) => `/directives/${segment(directive)}/tasks/new`,
  statistics: (query: Query = {}) => withQuery('/statistics', query),
  months: (query: Query = {}) => withQuery('/statistics/months', query),
  monthsChart: (query: Query = {}) => withQuery('/charts/months.svg', query),
  lateChart: (query: Query = {}) => withQuery('/charts/late.svg', query),
  trendChart: (query: Query = {}) => withQuery('/charts/trend.svg', query),
  rankings: (query: Query = {}) => withQuery('/ranking', query),
  rankingChart: (query: Query = {}) => withQuery('/charts/ranking.svg', query),
  compareUnits: (query: Query = {}) => withQuery('/ranking/compare', query),
  ranking: (unit: string, query: Query = {}) => withQuery(`/ranking/${segment(unit)}`, query),
  policy: () => '/policy',
  changePolicy: () => '/policy/change',
  reports: () => '/reports',
  report: (id: string) => `/reports/${segment(id)}`,
  reportFile: (id: string, format: string) => `/reports/${segment(id)}/report.${segment(format)}`,
  editions: (query: Query = {}) => withQuery('/rankings/editions', query),
  newEdition: () => '/rankings/editions/new',
  edition: (id: string) => `/rankings/editions/${segment(id)}`,
  editionStep: (id: string, step: string) => `/rankings/editions/${segment(id)}/steps/${segment(step)}`,
  editionUnit: (id: string, unit: string) => `/rankings/editions/${segment(id)}/units/${segment(unit)}`,
  editionDisputes: (id: string) => `/rankings/editions/${segment(id)}/disputes`,
  editionDispute: (id: string, dispute: string) =>
    `/rankings/editions/${segment(id)}/disputes#dispute-${segment(dispute)}`,
  disputeLine: (id: string, unit: string, line: string, component: string) =>
    `/rankings/editions/${segment(id)}/units/${segment(unit)}/lines/${segment(line)}/${segment(component)}`,
  disputes: (query: Query = {}) => withQuery('/rankings/disputes', query),
  dispute: (id: string) => `/rankings/disputes/${segment(id)}`,
  rankingFile: (format: string, query: Query = {}) => withQuery(`/ranking.${segment(format)}`, query),
  sheetFile: (unit: string, format: string, query: Query = {}) =>
    withQuery(`/ranking/${segment(unit)}/sheet.${segment(format)}`, query),
  editionFile: (id: string, format: string) => `/rankings/editions/${segment(id)}/ranking.${segment(format)}`,
  editionSheet: (id: string, unit: string, format: string) =>
    `/rankings/editions/${segment(id)}/units/${segment(unit)}/sheet.${segment(format)}`,
  statisticsFile: (query: Query = {}) => withQuery('/statistics.xlsx', query),
  tasksFile: (query: Query = {}) => withQuery('/tasks.xlsx', query),
  figures: (query: Query = {}) => withQuery('/rankings/figures', query),
  enterFigures: (query: Query = {}) => withQuery('/rankings/figures/enter', query),
  importFigures: (query: Query = {}) => withQuery('/rankings/figures/import', query),
  figuresTemplate: (query: Query = {}) => withQuery('/rankings/figures/template.xlsx', query),
  adjustments: (query: Query = {}) => withQuery('/rankings/adjustments', query),
  newAdjustment: () => '/rankings/adjustments/new',
  revokeAdjustment: (id: string) => `/rankings/adjustments/${segment(id)}/revoke`,
  questions: (query: Query = {}) => withQuery('/rankings/questions', query),
  schemes: (query: Query = {}) => withQuery('/rankings/schemes', query),
  newScheme: (query: Query = {}) => withQuery('/rankings/schemes/new', query),
  scheme: (id: string) => `/rankings/schemes/${segment(id)}`,
  editScheme: (id: string) => `/rankings/schemes/${segment(id)}/edit`,
  approveScheme: (id: string) => `/rankings/schemes/${segment(id)}/approve`,
  withdrawScheme: (id: string) => `/rankings/schemes/${segment(id)}/withdraw`,
  simulateScheme: (id: string, query: Query = {}) =>
    withQuery(`/rankings/schemes/${segment(id)}/simulate`, query),
  portal: () => '/portal',
  portalEdition: (id: string) => `/portal/${segment(id)}`,
  portalJson: (id: string) => `/portal/${segment(id)}.json`,
  portalCsv: (id: string) => `/portal/${segment(id)}.csv`,
  portalScheme: (id: string) => `/portal/${segment(id)}/scheme.json`,
  portalBytes: (id: string) => `/portal/${segment(id)}/edition.json`,
  portalProgram: () => '/portal/recompute.py',
  notices: (query: Query = {}) => withQuery('/notices', query),
  account: () => '/account',
  password: () => '/account/password',
  post: () => '/account/post',
  language: () => '/language',
  admin: () => '/admin',
  file: (id: string) => `/files/${segment(id)}`,
  search: (query: Query = {}) => withQuery('/search', query),
  components: () => '/_components',
  apiDocs: () => '/api/docs',
} as const;
