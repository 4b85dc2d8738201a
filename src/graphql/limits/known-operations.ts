import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/** Validation rule that rejects operation types the schema lacks; graphql-js itself only notices during execution. */
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
