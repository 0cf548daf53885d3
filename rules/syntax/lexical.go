package syntax

// Lexical is ...
type Lexical struct{}
