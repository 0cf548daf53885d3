export function Broken({ a }: { a: string ) {
  const x = <div className={a
  return (
    <ul>
      {[1, 2].map((i) => <li>{i
    </ul>
