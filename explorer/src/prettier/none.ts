// The GraphQL worker can format, but GraphiQL formats in the page and never calls it.
export default {};
