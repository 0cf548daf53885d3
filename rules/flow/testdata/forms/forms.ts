function tsOnly(p: any) {
  const x = source() as string;
  sink(x); // !!
  sink(source()!); // !!
  sink(<string>source()); // !!
  sink(source() satisfies string); // !!
  let y: string = source();
  sink(y); // !!
  enum E { A = 1 }
}
namespace N { export function f() { sink(source()); } } // !!
