/**
 * House rule: a cast (`x as T`, not `as const`) needs a comment that says why it is safe, on its own line or the line above
 * the statement. A cast from `unknown` right after a check is still a claim, so it is no exception.
 */
export const explainedCast = {
  meta: { type: 'problem', schema: [], messages: { unexplained: 'Say in a comment why this cast is safe.' } },
  create(context) {
    const code = context.sourceCode;
    const commented = new Set(code.getAllComments().flatMap((c) => range(c.loc.start.line, c.loc.end.line)));
    return {
      TSAsExpression(node) {
        if (isConst(node.typeAnnotation)) return;
        const first = statementOf(node).loc.start.line;
        const explained = range(first - 1, node.loc.end.line).some((line) => commented.has(line));
        if (!explained) context.report({ node, messageId: 'unexplained' });
      },
    };
  },
};

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

const isConst = (type) => type.type === 'TSTypeReference' && type.typeName.name === 'const';

/** The innermost statement, class member or declaration around a node. */
function statementOf(node) {
  let at = node;
  while (at.parent && !/Statement$|Declaration$|^PropertyDefinition$|^MethodDefinition$|^Property$/.test(at.type))
    at = at.parent;
  return at;
}
