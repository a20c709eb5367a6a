import tseslint from 'typescript-eslint';
import { explainedCast } from './scripts/lint/explained-cast.mjs';

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union or `as const`.' };
const noDefault = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const noBarrel = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' };
const sized = (lines) => ['error', { max: lines, skipBlankLines: true, skipComments: true }];

/** The house rules of the code, checked by machine. The walls between rooms are in test/architecture.test.ts. */
export default tseslint.config(
  { ignores: ['node_modules', 'out', 'dist', '.cache', '.data', 'coverage', 'test/results'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { house: { rules: { 'explained-cast': explainedCast } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/explained-cast': 'error',
      'no-restricted-syntax': ['error', noEnum, noDefault, noBarrel],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': sized(50),
      'max-params': 'off',
      '@typescript-eslint/max-params': ['error', { max: 4 }],
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': sized(150) } },
  { files: ['shared/domain/domain.ts', 'shared/demo/**'], rules: { 'max-lines': 'off' } },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/*.e2e.ts', 'test/**'],
    rules: {
      'house/explained-cast': 'off',
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // A test reads parsed JSON and fails when it is not what it expects.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.config.ts'], rules: { 'no-restricted-syntax': ['error', noEnum] } },
);
