/** Stands in for style sheets in unit tests: every class name is the name asked for. */
export const noStyle = new Proxy<Record<string, string>>({}, { get: (_, name) => String(name) });
