// What a reviewer should not have to say: unsafe types, forgotten promises, output outside the command line.
import js from "@eslint/js";
import tseslint from "typescript-eslint";

export default tseslint.config(
  // Fixtures are the programs under test: their mistakes are on purpose.
  { ignores: ["dist/", "fixtures/", "coverage/", "node_modules/"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // Facts point at each other by index: a missing one is a defect, and `!` says so under noUncheckedIndexedAccess.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-definitions": "off",
      eqeqeq: ["error", "always"],
      "no-console": "error",
      "no-restricted-properties": ["error",
        { object: "process", property: "exit", message: "It cuts off piped reports: return an exit code; bin sets process.exitCode once." },
        { property: "localeCompare", message: "Its order depends on the machine: compare with < instead." },
      ],
      "max-depth": ["error", 4],
    },
  },
  { files: ["**/*.cjs"], languageOptions: { sourceType: "commonjs", globals: { require: "readonly" } }, rules: { "@typescript-eslint/no-require-imports": "off" } },
  { files: ["**/*.{js,cjs,mjs}"], languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } } },
  // The command line, the build tools and the benches talk to a person.
  { files: ["src/cli/**", "tools/**", "bench/**", "bin/**"], rules: { "no-console": "off" } },
);
