package gguf

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strings"
)

// A Bigram is a model of which token comes behind which. It is a transformer whose blocks do nothing: a
// token is a one in its own column, and the output layer has a row of log probabilities for each.
type Bigram struct {
	width  int
	tokens []string       // as the text has them; the first 256 are bytes
	find   map[string]int // of tokens
	column []int          // token → its column; rare ones share the last
	next   [][]float32    // token → log probability behind each column
}

// unseen is the log probability of what the corpus does not have.
const unseen = -16

// pieces splits a text as the tokenizer does before it merges: names, numbers and marks with one blank
// before them, and runs of blanks.
var pieces = regexp.MustCompile(` ?[A-Za-z]+| ?[0-9]+| ?[^\sA-Za-z0-9]+|\s`)

// NewBigram counts a corpus. The vocabulary has as many tokens as are asked for: the most frequent
// pieces with all that they begin with, and then some that nobody writes. The width is how many tokens
// are told apart as contexts, a multiple of 64.
func NewBigram(corpus string, vocabulary, width int) *Bigram {
	m := &Bigram{width: width, find: map[string]int{}}
	for b := range 256 {
		m.add(string([]byte{byte(b)}))
	}
	for _, piece := range frequent(pieces.FindAllString(corpus, -1)) {
		for end := 2; end <= len(piece); end++ {
			if len(m.tokens) < min(vocabulary, 4096) {
				m.add(piece[:end])
			}
		}
	}
	for i := 0; len(m.tokens) < vocabulary; i++ {
		m.add(fmt.Sprintf("zq%06d", i))
	}
	m.count(corpus)
	return m
}

func (m *Bigram) add(token string) {
	if _, ok := m.find[token]; !ok {
		m.find[token] = len(m.tokens)
		m.tokens = append(m.tokens, token)
	}
}

// frequent returns the different pieces, the most frequent first.
func frequent(all []string) []string {
	counts := map[string]int{}
	for _, p := range all {
		counts[p]++
	}
	var out []string
	for p := range counts {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	return out
}

// encode splits a text into tokens: the longest that each piece goes on with.
func (m *Bigram) encode(text string) []int {
	var out []int
	for _, piece := range pieces.FindAllString(text, -1) {
		for piece != "" {
			end := len(piece)
			for m.find[piece[:end]] == 0 && end > 1 {
				end--
			}
			out = append(out, m.find[piece[:end]])
			piece = piece[end:]
		}
	}
	return out
}

func (m *Bigram) count(corpus string) {
	text := m.encode(corpus)
	times := make([]int, len(m.tokens))
	for _, t := range text {
		times[t]++
	}
	order := make([]int, len(m.tokens))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return times[b] - times[a] })
	m.column = make([]int, len(m.tokens))
	for rank, t := range order {
		m.column[t] = min(rank, m.width-1)
	}
	m.learn(text)
}

// learn sets the log probabilities.
func (m *Bigram) learn(text []int) {
	m.next = make([][]float32, len(m.tokens))
	total := make([]float64, m.width)
	pairs := map[[2]int]float64{}
	for i := range len(text) - 1 {
		column := m.column[text[i]]
		total[column]++
		pairs[[2]int{column, text[i+1]}]++
		// A prompt may end with the blank that belongs to the next piece.
		if rest := m.find[strings.TrimPrefix(m.tokens[text[i+1]], " ")]; rest != 0 && rest != text[i+1] {
			blank := m.column[m.find[" "]]
			total[blank]++
			pairs[[2]int{blank, rest}]++
		}
	}
	for i := range m.next {
		m.next[i] = slices.Repeat([]float32{unseen}, m.width)
	}
	for pair, n := range pairs {
		m.next[pair[1]][pair[0]] = float32(math.Log(n / total[pair[0]]))
	}
}

// special are the tokens for filling holes, and the end of a text.
var special = []string{"<|endoftext|>", "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>", "<|fim_pad|>", "<|repo_name|>", "<|file_sep|>"}

// Write writes the model as a file that llama.cpp loads.
func (m *Bigram) Write(out io.Writer) error {
	n := len(m.tokens)
	fields := m.fields()
	e, all := uint64(m.width), uint64(n+len(special))
	const feed = 64
	ones := func(int) []float32 { return slices.Repeat([]float32{1}, m.width) }
	row := make([]float32, m.width)
	embed := func(i int) []float32 {
		clear(row)
		if i < n {
			row[m.column[i]] = 1
		} else {
			row[m.width-1] = 1
		}
		return row
	}
	scale := float32(1 / math.Sqrt(float64(m.width))) // the norm before it multiplies a one by the root of the width
	score := func(i int) []float32 {
		for k := range row {
			if row[k] = 4 * unseen * scale; i < n {
				row[k] = m.next[i][k] * scale
			}
		}
		return row
	}
	err := write(out, fields, []tensor{
		{"token_embd.weight", []uint64{e, all}, embed},
		{"blk.0.attn_norm.weight", []uint64{e}, ones}, {"blk.0.attn_q.weight", []uint64{e, e}, nil},
		{"blk.0.attn_k.weight", []uint64{e, e}, nil}, {"blk.0.attn_v.weight", []uint64{e, e}, nil},
		{"blk.0.attn_output.weight", []uint64{e, e}, nil}, {"blk.0.ffn_norm.weight", []uint64{e}, ones},
		{"blk.0.ffn_gate.weight", []uint64{e, feed}, nil}, {"blk.0.ffn_up.weight", []uint64{e, feed}, nil},
		{"blk.0.ffn_down.weight", []uint64{feed, e}, nil},
		{"output_norm.weight", []uint64{e}, ones}, {"output.weight", []uint64{e, all}, score},
	})
	return err
}

func (m *Bigram) fields() []field {
	n := len(m.tokens)
	texts, kinds, merges := []string{}, []int32{}, []string{}
	for i, t := range m.tokens {
		texts, kinds = append(texts, spelled(t)), append(kinds, 1)
		if i >= 256 && m.find[t[:len(t)-1]] != 0 {
			merges = append(merges, spelled(t[:len(t)-1])+" "+spelled(t[len(t)-1:]))
		}
	}
	for _, t := range special {
		texts, kinds = append(texts, t), append(kinds, 3)
	}
	heads := uint32(m.width / 64)
	out := []field{
		{"general.architecture", "llama"}, {"general.name", "bigram"}, {"llama.context_length", uint32(8192)}, {"llama.embedding_length", uint32(m.width)},
		{"llama.block_count", uint32(1)}, {"llama.feed_forward_length", uint32(64)}, {"llama.attention.head_count", heads},
		{"llama.attention.head_count_kv", heads}, {"llama.rope.dimension_count", uint32(64)},
		{"llama.attention.layer_norm_rms_epsilon", float32(1e-9)}, {"tokenizer.ggml.model", "gpt2"}, {"tokenizer.ggml.pre", "gpt-2"},
		{"tokenizer.ggml.tokens", texts}, {"tokenizer.ggml.token_type", kinds}, {"tokenizer.ggml.merges", merges},
		{"tokenizer.chat_template", "{% for m in messages %}{{ m.content }}\n{% endfor %}"},
	}
	for i, key := range []string{"eos", "fim_pre", "fim_suf", "fim_mid", "fim_pad", "fim_rep", "fim_sep"} {
		out = append(out, field{"tokenizer.ggml." + key + "_token_id", uint32(n + i)})
	}
	return out
}

// spelled writes bytes as the letters that stand for them in this kind of vocabulary: those that print as
// themselves, and the others from 256 on in their order.
func spelled(text string) string {
	var out strings.Builder
	for i := range len(text) {
		out.WriteRune(letters[text[i]])
	}
	return out.String()
}

var letters = func() (out [256]rune) {
	free := rune(256)
	for b := range 256 {
		if b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE {
			out[b] = rune(b)
			continue
		}
		out[b] = free
		free++
	}
	return out
}()
