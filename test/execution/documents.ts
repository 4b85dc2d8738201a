import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** A document and the requests that use it. */
export interface GeneratedRequests {
  readonly query: string;
  readonly requests: readonly GeneratedRequest[];
}

export interface GeneratedRequest {
  readonly operationName: string | null | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Random documents for a schema, most of them valid, with variables that are valid, null, omitted or invalid. Everything is
 * derived from the schema: new types, fields and arguments are included automatically.
 */
export function documentsOf(schema: GraphQLSchema): fc.Arbitrary<GeneratedRequests> {
  return fc.gen().map((gen) => {
    const draw: Draw = {
      below: (bound) => gen(fc.nat, { max: bound - 1 }),
      chance: (percent) => gen(fc.nat, { max: 99 }) < percent,
      pick: (from) => from[gen(fc.nat, { max: from.length - 1 })] as never,
    };
    return new DocumentWriter(schema, draw).write();
  });
}

type NullableInputType = Exclude<GraphQLInputType, GraphQLNonNull<never>>;

interface Draw {
  /** A whole number from 0. */
  below(bound: number): number;
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
}

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly hasDefault: boolean;
}

/** Names with a meaning in JavaScript, and some that differ only in an underscore. */
const ODD_NAMES = [
  'valueOf',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__proto__',
  'prototype',
  'then',
  'class',
  'data',
  'errors',
  'message',
  'length',
  'input',
  'a',
  'b',
  'a_b',
  'b_a',
  '_',
];

const DEEPEST = 5;
const MAX_FRAGMENTS = 4;

class DocumentWriter {
  readonly #schema: GraphQLSchema;
  readonly #draw: Draw;
  readonly #definitions: string[] = [];
  #names = 0;
  readonly #usedNames = new Set<string>();
  /** Whether the current request may have invalid variables. */
  #isWrong = false;
  // State of the operation being written.
  #variables: Variable[] = [];
  #definedVariables: string[] = [];
  #fragments: { readonly name: string; readonly type: GraphQLCompositeType }[] = [];

  constructor(schema: GraphQLSchema, draw: Draw) {
    this.#schema = schema;
    this.#draw = draw;
  }

  write(): GeneratedRequests {
    const isAlone = this.#draw.chance(75);
    const operations = this.#times(isAlone ? 1 : 2 + this.#draw.below(2), () =>
      this.#writeOperation(isAlone && this.#draw.chance(30)),
    );
    const requests = this.#times(1 + this.#draw.below(3), () => {
      const { name, variables } = this.#draw.pick(operations);
      const operationName = this.#draw.chance(5)
        ? this.#draw.pick(['', 'Nobody', null])
        : isAlone && this.#draw.chance(40)
          ? undefined
          : (name ?? undefined);
      this.#isWrong = this.#draw.chance(10);
      return { operationName, variables: this.#toValues(variables) };
    });
    return { query: this.#definitions.join('\n'), requests };
  }

  #writeOperation(isAnonymous: boolean) {
    this.#variables = [];
    this.#definedVariables = [];
    this.#fragments = [];
    const mutation = this.#schema.getMutationType();
    const isMutation = mutation && this.#draw.chance(30);
    const root = isMutation ? mutation : (this.#schema.getQueryType() as GraphQLObjectType);
    const name = isAnonymous ? null : this.#toName('Op');
    const selection = this.#writeSelection(root, 0);
    const variables = this.#definedVariables.length ? `(${this.#definedVariables.join(', ')})` : '';
    const kind = isMutation ? 'mutation' : 'query';
    this.#definitions.unshift(`${kind} ${name ?? ''}${variables} ${selection}`);
    return { name, variables: this.#variables };
  }

  #writeSelection(type: GraphQLCompositeType, depth: number): string {
    const count = 1 + this.#draw.below(depth < 2 ? 3 : 2);
    const selections = this.#times(count, () => this.#writeSelectionOf(type, depth));
    return `{ ${selections.flat().join(' ')} ${this.#draw.chance(30) ? '__typename' : ''} }`;
  }

  #writeSelectionOf(type: GraphQLCompositeType, depth: number): string[] {
    const { chance, pick } = this.#draw;
    const isDeep = depth >= DEEPEST;
    if (!isDeep && isAbstractType(type) && chance(isInterfaceType(type) ? 50 : 90)) {
      return [this.#writeFragment(pick(this.#schema.getPossibleTypes(type)), depth)];
    }
    if (!isDeep && chance(15)) return [this.#writeFragment(this.#toWiderType(type), depth)];
    if (!isObjectType(type) && !isInterfaceType(type)) return ['__typename'];
    const fields = Object.values(type.getFields()).filter(
      (field) => !isDeep || !isCompositeType(getNamedType(field.type)),
    );
    if (fields.length === 0 || chance(5)) return [`${this.#toAlias(false)}__typename`];
    return this.#writeField(pick(fields), depth);
  }

  /** The type itself, or an interface or union that contains it. */
  #toWiderType(type: GraphQLCompositeType): GraphQLCompositeType {
    const wider = Object.values(this.#schema.getTypeMap()).filter(
      (one) => isAbstractType(one) && isObjectType(type) && this.#schema.isSubType(one, type),
    ) as GraphQLCompositeType[];
    return this.#draw.pick([type, ...wider]);
  }

  #writeFragment(type: GraphQLCompositeType, depth: number): string {
    const { chance, pick } = this.#draw;
    const known = this.#fragments.filter((fragment) => fragment.type === type);
    if (known.length > 0 && chance(50)) return `...${pick(known).name}${this.#writeDirective()}`;
    const selection = this.#writeSelection(type, depth + 1);
    if (this.#fragments.length >= MAX_FRAGMENTS || chance(50)) {
      return `... on ${type.name}${this.#writeDirective()} ${selection}`;
    }
    const name = this.#toName('F');
    this.#fragments.push({ name, type });
    this.#definitions.push(`fragment ${name} on ${type.name} ${selection}`);
    return `...${name}${this.#writeDirective()}`;
  }

  /** @returns a field, or the same field under several aliases */
  #writeField(field: GraphQLField<unknown, unknown>, depth: number): string[] {
    const type = getNamedType(field.type);
    const given = this.#writeArguments(field.args);
    const selection = isCompositeType(type) ? this.#writeSelection(type, depth + 1) : '';
    const times = given !== '' && this.#draw.chance(15) ? 2 : 1;
    return this.#times(
      times,
      () =>
        `${this.#toAlias(field.args.length > 0)}${field.name}${given}${this.#writeDirective()} ${selection}`,
    );
  }

  #writeArguments(args: readonly GraphQLArgument[]): string {
    const written = args
      .filter((arg) => this.#isGiven(arg))
      .map((arg) => `${arg.name}: ${this.#writeValue(arg.type)}`);
    return written.length === 0 ? '' : `(${written.join(', ')})`;
  }

  #isGiven(input: GraphQLArgument | GraphQLInputField): boolean {
    const isRequired = isNonNullType(input.type) && input.defaultValue === undefined;
    return isRequired || this.#draw.chance(35);
  }

  #writeDirective(): string {
    if (!this.#draw.chance(4)) return '';
    const type = new GraphQLNonNull(this.#schema.getType('Boolean') as never);
    return ` @${this.#draw.pick(['skip', 'include'])}(if: ${this.#writeValue(type)})`;
  }

  #writeValue(type: GraphQLInputType): string {
    return this.#draw.chance(45) ? this.#writeVariable(type) : this.#writeLiteral(type, true);
  }

  /** A variable of a type that is allowed where `type` is expected. */
  #writeVariable(type: GraphQLInputType): string {
    const { chance, pick } = this.#draw;
    const known = this.#variables.filter((variable) => String(variable.type) === String(type));
    if (known.length > 0 && chance(40)) return `$${pick(known).name}`;
    const nullable = getNullableType(type);
    const canBeNullable = !isNonNullType(type);
    const isNullable = canBeNullable ? chance(60) : chance(20);
    const mustHaveDefault = isNullable && !canBeNullable;
    const variableType = isNullable ? nullable : new GraphQLNonNull(nullable);
    const hasDefault = mustHaveDefault || chance(40);
    const literal = hasDefault
      ? this.#writeLiteral(mustHaveDefault ? type : variableType, false)
      : null;
    const name = this.#toName('v');
    this.#variables.push({ name, type: variableType, hasDefault });
    this.#definedVariables.push(
      `$${name}: ${variableType}${literal === null ? '' : ` = ${literal}`}`,
    );
    return `$${name}`;
  }

  #writeLiteral(type: GraphQLInputType, mayHaveVariables: boolean): string {
    return !isNonNullType(type) && this.#draw.chance(12)
      ? 'null'
      : this.#writeNonNullLiteral(getNullableType(type), mayHaveVariables);
  }

  #writeNonNullLiteral(type: NullableInputType, mayHaveVariables: boolean): string {
    const { chance, pick, below } = this.#draw;
    const write = (inner: GraphQLInputType) =>
      mayHaveVariables ? this.#writeValue(inner) : this.#writeLiteral(inner, false);
    if (isListType(type)) {
      return chance(15)
        ? this.#writeNonNullLiteral(getNullableType(type.ofType), mayHaveVariables)
        : `[${this.#times(below(4), () => write(type.ofType)).join(', ')}]`;
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields())
        .filter((field) => this.#isGiven(field))
        .map((field) => `${field.name}: ${write(field.type)}`);
      return `{ ${fields.join(', ')} }`;
    }
    if (isEnumType(type)) return pick(type.getValues()).name;
    if (type.name === '_Any') return this.#writeRepresentation(mayHaveVariables);
    return JSON.stringify(pick(valuesOf(type.name)));
  }

  #writeRepresentation(mayHaveVariables: boolean): string {
    const representation = this.#toRepresentation();
    if (typeof representation !== 'object' || representation === null) {
      return JSON.stringify(representation);
    }
    const text = this.#schema.getType('String') as GraphQLInputType;
    const fields = Object.entries(representation).map(([key, value]) => {
      const hasVariable = mayHaveVariables && key !== '__typename' && this.#draw.chance(30);
      return `${key}: ${hasVariable ? this.#writeVariable(text) : JSON.stringify(value)}`;
    });
    return `{ ${fields.join(', ')} }`;
  }

  #toRepresentation(): unknown {
    const { chance, pick } = this.#draw;
    if (chance(8)) return pick([0, 'x', {}, { __typename: 'Nothing' }, { __typename: ['x'] }]);
    const union = this.#schema.getType('_Entity');
    const types = isAbstractType(union) ? this.#schema.getPossibleTypes(union) : [];
    const __typename = types.length === 0 ? 'Nothing' : pick(types).name;
    if (chance(8)) return { __typename, id: pick(WRONG_KEYS), name: pick(WRONG_KEYS) };
    return { __typename, id: pick(valuesOf('ID')), name: pick(NAMES) };
  }

  #toValues(variables: readonly Variable[]): Record<string, unknown> {
    const values: [string, unknown][] = [];
    for (const { name, type, hasDefault } of variables) {
      const mayBeOmitted = hasDefault || !isNonNullType(type);
      if (mayBeOmitted ? this.#draw.chance(35) : this.#isWrong && this.#draw.chance(30)) continue;
      values.push([name, this.#toValue(type)]);
    }
    return Object.fromEntries(values);
  }

  /** A JSON value. */
  #toValue(type: GraphQLInputType): unknown {
    const { chance, pick, below } = this.#draw;
    if (this.#isWrong && chance(20))
      return pick([null, 0, 1.5, '', 'x', true, [], [null], {}, { a: 1 }]);
    if (!isNonNullType(type) && chance(20)) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      if (chance(10)) return this.#toValue(nullable.ofType);
      return this.#times(below(4), () => this.#toValue(nullable.ofType));
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter((field) => this.#isGiven(field));
      return Object.fromEntries(fields.map((field) => [field.name, this.#toValue(field.type)]));
    }
    if (isEnumType(nullable)) return pick(nullable.getValues()).name;
    if (nullable.name === '_Any') return this.#toRepresentation();
    return pick(valuesOf(nullable.name));
  }

  #toAlias(isNeeded: boolean): string {
    return isNeeded || this.#draw.chance(20) ? `${this.#toName('f')}: ` : '';
  }

  /** A name that the document does not use yet. */
  #toName(prefix: string): string {
    const odd = this.#draw.pick(ODD_NAMES);
    if (this.#draw.chance(25) && !this.#usedNames.has(odd)) {
      this.#usedNames.add(odd);
      return odd;
    }
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  #times<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }
}

const WRONG_KEYS = [7, true, null, [], ['x']];

const NAMES = ['acme', 'lab', 'forbidden', 'broken', 'slow', ''];

/** Values of each scalar, and strings for unknown scalars. */
const SCALAR_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Boolean: [true, false],
  Int: [1, 2, 3, 5, 2, 1, 0, 101],
  Float: [1, 2.5],
  ID: ['i1', 'i2', 'i7', 'forbidden', 'no-such-id', ''],
  String: NAMES,
  DateTime: ['2026-01-01T00:00:00Z', '2026-03-01T09:30:00.5+02:00', '1999-12-31T23:59:59Z'],
  EmailAddress: ['ada@example.com', ' Grace@example.com ', 'slow@example.com'],
};

function valuesOf(scalar: string): readonly unknown[] {
  return SCALAR_VALUES[scalar] ?? NAMES;
}
