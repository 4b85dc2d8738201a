import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** A validation rule: graphql-js itself notices only while executing that a schema has no subscriptions. */
export function knownOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(
        new GraphQLError(`This schema has no ${node.operation} operations.`, { nodes: node }),
      );
    },
  };
}
