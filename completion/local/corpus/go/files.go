// Package corpus is Go that the embedded model learns from: files, JSON, HTTP, SQL, hashes and commands,
// each in its safe form. Nothing imports it.
package corpus

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

// ErrNotFound says that there is no such thing.
var ErrNotFound = errors.New("not found")

// Config is the configuration of a program.
type Config struct {
	Name    string        `json:"name"`
	Addr    string        `json:"addr"`
	Timeout time.Duration `json:"timeout"`
	Debug   bool          `json:"debug,omitempty"`
}

// LoadConfig reads a configuration.
func LoadConfig(path string) (*Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading config: %w", err)
	}
	var config Config
	if err := json.Unmarshal(data, &config); err != nil {
		return nil, fmt.Errorf("parsing %s: %w", path, err)
	}
	return &config, nil
}

// Save writes a configuration.
func (c *Config) Save(path string) error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding config: %w", err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		return fmt.Errorf("writing config: %w", err)
	}
	return nil
}

// ReadLines returns the lines of a file.
func ReadLines(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var lines []string
	scanner := bufio.NewScanner(f)
	for scanner.Scan() {
		line := strings.TrimSpace(scanner.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		lines = append(lines, line)
	}
	if err := scanner.Err(); err != nil {
		return nil, err
	}
	return lines, nil
}

// WriteLines writes lines to a file.
func WriteLines(path string, lines []string) (err error) {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	w := bufio.NewWriter(f)
	for _, line := range lines {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return w.Flush()
}

// Copy copies a file.
func Copy(dst, src string) error {
	in, err := os.Open(src)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(dst, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}

// Find returns the files below a folder that have an extension.
func Find(root, ext string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !d.IsDir() && filepath.Ext(path) == ext {
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("walking %s: %w", root, err)
	}
	sort.Strings(paths)
	return paths, nil
}

// Exists reports whether a file is there.
func Exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, os.ErrNotExist)
}

// Inside returns a path below root.
func Inside(root, name string) (string, error) {
	if !filepath.IsLocal(name) {
		return "", fmt.Errorf("%s leaves the folder", name)
	}
	return filepath.Join(root, name), nil
}

// Run runs a command and returns what it prints.
func Run(ctx context.Context, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout = &stdout
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("running %s: %w: %s", name, err, stderr.String())
	}
	return stdout.String(), nil
}

// Status returns what git says of a folder.
func Status(ctx context.Context, dir string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", "status", "--short")
	cmd.Dir = dir
	out, err := cmd.Output()
	if err != nil {
		return "", err
	}
	return string(out), nil
}

// Sum adds numbers.
func Sum(values []int) int {
	total := 0
	for _, v := range values {
		total += v
	}
	return total
}

// Count counts words.
func Count(text string) map[string]int {
	counts := make(map[string]int)
	for _, word := range strings.Fields(text) {
		counts[strings.ToLower(word)]++
	}
	return counts
}

// Keys returns the keys of a map in order.
func Keys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Max returns the largest number.
func Max(values []int) (int, error) {
	if len(values) == 0 {
		return 0, errors.New("no values")
	}
	best := values[0]
	for i := 1; i < len(values); i++ {
		if values[i] > best {
			best = values[i]
		}
	}
	return best, nil
}

// Parse reads numbers.
func Parse(fields []string) ([]int, error) {
	var numbers []int
	for i, field := range fields {
		n, err := strconv.Atoi(field)
		if err != nil {
			return nil, fmt.Errorf("field %d: %w", i, err)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}

// Fizz prints numbers.
func Fizz(n int) {
	for i := 0; i < n; i++ {
		switch {
		case i%15 == 0:
			fmt.Println("FizzBuzz")
		case i%3 == 0:
			fmt.Println("Fizz")
		case i%5 == 0:
			fmt.Println("Buzz")
		default:
			fmt.Println(i)
		}
	}
}

// A Cache keeps values.
type Cache struct {
	mu     sync.RWMutex
	values map[string]string
}

// NewCache returns an empty cache.
func NewCache() *Cache {
	return &Cache{values: make(map[string]string)}
}

// Get returns a value.
func (c *Cache) Get(key string) (string, bool) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	value, ok := c.values[key]
	return value, ok
}

// Set keeps a value.
func (c *Cache) Set(key, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[key] = value
}

// Delete drops a value.
func (c *Cache) Delete(key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.values, key)
}

// Each calls f for each item, a few at a time.
func Each(ctx context.Context, items []string, f func(context.Context, string) error) error {
	var wg sync.WaitGroup
	errs := make(chan error, len(items))
	for _, item := range items {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := f(ctx, item); err != nil {
				errs <- err
			}
		}()
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		return err
	}
	return nil
}

// Wait waits for a result.
func Wait(ctx context.Context, results <-chan string) (string, error) {
	select {
	case result, ok := <-results:
		if !ok {
			return "", io.EOF
		}
		return result, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func run() error {
	var (
		path    = flag.String("config", "config.json", "where the configuration is")
		verbose = flag.Bool("verbose", false, "say more")
	)
	flag.Parse()
	config, err := LoadConfig(*path)
	if err != nil {
		return err
	}
	if *verbose {
		log.Printf("read %s", config.Name)
	}
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
