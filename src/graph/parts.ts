import { create } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  NodeProtoSchema,
  TypeProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type NodeProto,
  type TypeProto,
  type ValueInfoProto,
} from './proto/onnx_pb';

/** A size: known, or free under a name. */
export type Size = number | string;

export function nodeOf(
  opType: string,
  input: string[],
  output: string[],
  integers: Readonly<Record<string, number>> = {},
): NodeProto {
  const attribute = Object.entries(integers).map(([name, i]) =>
    create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(i) }),
  );
  return create(NodeProtoSchema, { opType, input, output, attribute });
}

/** A tensor among inputs or outputs. */
export function valueOf(name: string, elemType: number, sizes: readonly Size[]): ValueInfoProto {
  const dim = sizes.map((size) => ({
    value:
      typeof size === 'number'
        ? { case: 'dimValue' as const, value: BigInt(size) }
        : { case: 'dimParam' as const, value: size },
  }));
  return create(ValueInfoProtoSchema, {
    name,
    type: create(TypeProtoSchema, { value: { case: 'tensorType', value: { elemType, shape: { dim } } } }),
  });
}

/** Type and sizes that a tensor declares; undefined where it declares no sizes. */
export function tensorOf(type: TypeProto | undefined): { elemType: number; sizes: Size[] } | undefined {
  if (type?.value.case !== 'tensorType' || !type.value.value.shape) return undefined;
  const { elemType, shape } = type.value.value;
  const sizes = shape.dim.map(({ value }, at) =>
    value.case === 'dimValue' ? Number(value.value) : value.value || `size ${at}`,
  );
  return { elemType, sizes };
}

export function attributeOf({ attribute }: NodeProto, name: string): AttributeProto | undefined {
  return attribute.find((one) => one.name === name);
}
