import { seededRandom } from '../random';

/** A unit vector that depends on the text alone. */
export function embed(text: string, dimensions: number): Float32Array {
  const random = seededRandom('embedding', text);
  const vector = new Float32Array(dimensions);
  let square = 0;
  for (let i = 0; i < dimensions; i += 1) {
    const value = random() * 2 - 1;
    vector[i] = value;
    square += value * value;
  }
  const length = Math.sqrt(square) || 1;
  return vector.map((value) => value / length);
}

/** A vector as the API sends it: numbers, or base64 of little-endian floats. */
export function encodeVector(vector: Float32Array, format: 'float' | 'base64'): number[] | string {
  if (format === 'float') return [...vector];
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * 4);
  return bytes.toString('base64');
}
