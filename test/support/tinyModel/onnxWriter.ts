/** A field of a protobuf message: its number, and an integer, bytes, text or an inner message. */
type Field = readonly [number: number, value: number | Uint8Array | string];

/** Encodes a protobuf message: integers as varints, everything else with its length first. */
function message(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([number, value]) => {
    if (typeof value === "number") return Buffer.concat([varint(number * 8), varint(value)]);
    const bytes = Buffer.from(value);
    return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
  });
  return Buffer.concat(parts);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

/** Element types of ONNX's TensorProto. */
const elementTypes = { float: 1, int64: 7 } as const;
type ElementType = keyof typeof elementTypes;

/** Encodes an input or output of a graph. A dimension is a size or a name. */
export function valueInfo(name: string, type: ElementType, dims: readonly (number | string)[]): Uint8Array {
  const shape = message(...dims.map((dim): Field => [1, message(typeof dim === "number" ? [1, dim] : [2, dim])]));
  return message([1, name], [2, message([1, message([1, elementTypes[type]], [2, shape])])]);
}

/** Encodes weights. @param data as many values as the product of `dims` */
export function tensor(name: string, dims: readonly number[], data: Float32Array | BigInt64Array): Uint8Array {
  const type = data instanceof Float32Array ? elementTypes.float : elementTypes.int64;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message(...dims.map((dim): Field => [1, dim]), [2, type], [8, name], [9, raw]);
}

/** Encodes weights that are stored in a separate file, from its first byte. */
export function externalTensor(name: string, dims: readonly number[], file: string, bytes: number): Uint8Array {
  const entry = (key: string, value: string): Field => [13, message([1, key], [2, value])];
  const place = [entry("location", file), entry("offset", "0"), entry("length", String(bytes))];
  return message(...dims.map((dim): Field => [1, dim]), [2, elementTypes.float], [8, name], ...place, [14, 1]);
}

/** Encodes an operation. @param attributes integers, or lists of them */
export function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, number | readonly number[]>> = {},
): Uint8Array {
  return message(
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, operator],
    ...Object.entries(attributes).map(([name, value]): Field => [5, attribute(name, value)]),
  );
}

function attribute(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === "number") return message([1, name], [3, value], [20, 2]);
  return message([1, name], ...value.map((each): Field => [8, each]), [20, 7]);
}

/** Encodes a model file (ONNX IR 8, operators of version 13). */
export function model(graph: {
  readonly nodes: readonly Uint8Array[];
  readonly weights: readonly Uint8Array[];
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
}): Uint8Array {
  const body = message(
    ...graph.nodes.map((each): Field => [1, each]),
    [2, "tiny"],
    ...graph.weights.map((each): Field => [5, each]),
    ...graph.inputs.map((each): Field => [11, each]),
    ...graph.outputs.map((each): Field => [12, each]),
  );
  return message([1, 8], [7, body], [8, message([2, 13])]);
}
