import { HtmlValidate } from 'html-validate';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    'doctype-style': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'require-sri': 'off',
    'no-inline-style': 'error',
    'no-implicit-button-type': 'error',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // `role="search"` is what older screen readers know; a region that scrolls must be one to be focused.
    'prefer-native-element': 'off',
  },
});

/** What is not valid in a whole page, one line for each place; empty when all is. */
export async function htmlFaults(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  );
}
