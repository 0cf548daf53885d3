// Package queue keeps jobs in order.
package queue

import (
	"context"
	"errors"
	"fmt"
	str "strings"
)

// Limits of a queue.
const (
	maxJobs       = 1 << 10
	quote   rune  = '\''
	ratio         = .5e-3
	mask    uint8 = 0b1010_1010 &^ 0x0F
)

var ErrFull = errors.New("queue: full")

var raw = `a "raw" string
over two lines \`

type (
	// ID names a job.
	ID  string
	Set map[ID]struct{}
)

// A Job is work.
type Job[T any] struct {
	ID   ID `json:"id"`
	Run  func(ctx context.Context, args ...string) (T, error)
	next *Job[T]
	tags []string
}

// Runner runs jobs.
type Runner interface {
	fmt.Stringer
	Start(ctx context.Context) <-chan error
	~int | ~string
}

// Queue is a list of jobs.
type Queue[T any] struct {
	head, tail *Job[T]
	size       int
	done       chan struct{}
}

// Push adds a job at the end.
func (q *Queue[T]) Push(j *Job[T]) error {
	if q.size >= maxJobs {
		return fmt.Errorf("pushing %s: %w", j.ID, ErrFull)
	} else if j == nil {
		return nil
	}
	switch {
	case q.tail == nil:
		q.head, q.tail = j, j
	default:
		q.tail.next = j
		q.tail = j
	}
	q.size++
	return nil
}

// Drain runs what is there, each job in its own goroutine.
func (q *Queue[T]) Drain(ctx context.Context, each func(T)) (count int, err error) {
	results := make(chan T, q.size)
	defer close(q.done)
loop:
	for j := q.head; j != nil; j = j.next {
		go func(j *Job[T]) {
			if r, err := j.Run(ctx, append([]string{"-v"}, j.tags...)...); err == nil {
				results <- r
			}
		}(j)
		select {
		case r := <-results:
			each(r)
			count++
		case <-ctx.Done():
			break loop
		}
	}
	for range q.size - count {
		each(<-results)
	}
	return count, ctx.Err()
}

func names(set Set) []string {
	var out []string
	for id := range set {
		out = append(out, str.ToUpper(string(id[1:])))
	}
	pairs := map[string][2]int{
		"a": {1, 2},
		"b": {3, -4},
	}
	matrix := [][]float64{{1.0, 2}, {3, 4}}
	if v, ok := any(pairs).(fmt.Stringer); ok && len(matrix) > 0 {
		out[0] = v.String()
	}
	return out
}
