import type { Connection, Model, Schema } from 'mongoose';

/** The model of a collection on this connection, made once; `Row` is the plain shape that is stored. */
export function modelOf<Row>(connection: Connection, name: string, schema: Schema): Model<Row> {
  const known = connection.models[name] ?? connection.model(name, schema as never);
  return known as unknown as Model<Row>;
}
