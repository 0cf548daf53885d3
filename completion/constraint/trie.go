package constraint

// A trie finds lexemes byte by byte. Node 0 is its root; -1 stands for whatever it does not hold.
type trie struct{ nodes []trieNode }

type trieNode struct {
	next   map[byte]int16
	lexeme lexeme // of the text up to here, other if it is none that phrases name
	token  token  // of a mark
	prefix bool   // a string may follow at once, whose marks start at from
	from   int16
	any    int16  // texts: the node of a text of which what stands here is the beginning, 0 if there is none
	kept   bool   // a lexeme from here on means something to what follows it
	trivia bool   // a comment may begin from here on
	opens  bool   // a string may
	low    lexeme // the lexemes from here on are [low, high)
	high   lexeme
	line   bool // opens a line comment
	block  int  // 1 + the block comment that it opens
	form   int  // 1 + the string that it opens
	added  bool // a text ends here: it is not only the beginning of others
	byte   byte // the last one
}

func newTrie() trie { return trie{nodes: []trieNode{{}}} }

// add returns the node of a text, made if it is not there.
func (t *trie) add(text string) *trieNode {
	at := int16(0)
	for i := range len(text) {
		next, ok := t.nodes[at].next[text[i]]
		if !ok {
			next = int16(len(t.nodes))
			if t.nodes[at].next == nil {
				t.nodes[at].next = map[byte]int16{}
			}
			t.nodes[at].next[text[i]] = next
			t.nodes = append(t.nodes, trieNode{byte: text[i]})
		}
		at = next
	}
	t.nodes[at].added = true
	return &t.nodes[at]
}

func (t *trie) child(at int16, b byte) int16 {
	if at < 0 {
		return -1
	}
	if next, ok := t.nodes[at].next[b]; ok {
		return next
	}
	return -1
}

// below returns a child, or else the node of the text of which any end is meant.
func (t *trie) below(at int16, b byte) int16 {
	next := t.child(at, b)
	if next < 0 && at >= 0 && t.nodes[at].any > 0 {
		return t.nodes[at].any
	}
	return next
}

func (t *trie) lexeme(at int16) lexeme {
	if at < 0 {
		return other
	}
	return t.nodes[at].lexeme
}

// text returns the lexeme of a string whose text ends at a node.
func (t *trie) text(at int16) lexeme {
	if l := t.lexeme(at); l != other {
		return l
	}
	if at >= 0 && t.nodes[at].any > 0 {
		return t.nodes[t.nodes[at].any].lexeme
	}
	return quoted
}

// token returns the mark that ends at a node. Where the longest that was read is only the beginning of a mark, as two
// dots are of three, its last byte is one by itself.
func (t *trie) token(at int16) token {
	if !t.nodes[at].added {
		at = t.child(0, t.nodes[at].byte)
	}
	tok := t.nodes[at].token
	tok.lexeme = t.nodes[at].lexeme
	return tok
}

// finish fills in the ranges of lexemes, and which of them must be kept apart.
func (t *trie) finish(at int16, remembered []bool, any int16) {
	n := &t.nodes[at]
	if n.any > 0 {
		any = at
	}
	n.any = any
	n.kept, n.trivia, n.opens = n.prefix, n.line || n.block > 0, n.prefix || n.form > 0
	if n.lexeme != other {
		n.low, n.high, n.kept = n.lexeme, n.lexeme+1, n.prefix || remembered[n.lexeme]
	}
	if any > 0 { // the ranges of texts are in the order of the texts, so it comes first
		n.low, n.high = t.nodes[any].lexeme, max(n.high, t.nodes[any].lexeme+1)
	}
	for _, next := range n.next {
		t.finish(next, remembered, any)
		n, c := &t.nodes[at], &t.nodes[next]
		n.kept, n.trivia, n.opens = n.kept || c.kept, n.trivia || c.trivia, n.opens || c.opens
		if c.high > 0 && (n.high == 0 || c.low < n.low) {
			n.low = c.low
		}
		n.high = max(n.high, c.high)
	}
}
