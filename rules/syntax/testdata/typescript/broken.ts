interface A { x: string; y:
type B = { [K in keyof
function f<T extends (x: T, y: { a: ) {
  return x as
}
const z: Array<string = [1, 2
