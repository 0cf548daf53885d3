function a( {
  const x = { y: [1, 2, }
  if (x.
  return `never ${ended
}
class B {
  c() { this.
}
/* and a comment that does not end
