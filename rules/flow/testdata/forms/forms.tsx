function Comp(props) {
  const x = source();
  const el = <div a={x}>{x}</div>;
  sink(el); // !!
  return <div onClick={() => sink(x)}>a</div>; // !!
}
