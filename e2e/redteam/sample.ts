/** A JSON schema as OpenAPI has it; anything else is left alone. */
type Schema = Record<string, unknown>;

/** A small value that fits the schema, so that a request gets past the reading of its body. */
export function sampleOf(schema: unknown): unknown {
  if (!isRecord(schema)) return null;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  for (const key of ['anyOf', 'oneOf', 'allOf']) {
    const options: unknown = schema[key];
    if (Array.isArray(options)) return sampleOf(options[0]);
  }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object' || 'properties' in schema) return sampleObject(schema);
  if (type === 'array') return Array.from({ length: Number(schema.minItems ?? 0) }, () => sampleOf(schema.items));
  if (type === 'integer' || type === 'number') return Number(schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'string') return sampleText(schema);
  return null;
}

function sampleObject(schema: Schema): Schema {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  // Where nothing is asked for, the first is given: an empty change is often refused before anything is looked up.
  const wanted = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  return Object.fromEntries(wanted.map((name) => [String(name), sampleOf(properties[String(name)])]));
}

function sampleText({ format, minLength, maxLength }: Schema): string {
  if (format === 'date-time') return new Date().toISOString();
  if (format === 'email') return 'somebody@else.example';
  return 'a sample text '.padEnd(Number(minLength ?? 0), 'x').slice(0, Number(maxLength ?? 200));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
