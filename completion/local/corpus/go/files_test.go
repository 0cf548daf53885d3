package corpus

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func TestSum(t *testing.T) {
	tests := []struct {
		name   string
		values []int
		want   int
	}{
		{"none", nil, 0},
		{"one", []int{1}, 1},
		{"some", []int{1, 2, 3}, 6},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Sum(tt.values); got != tt.want {
				t.Errorf("Sum(%v) = %d, want %d", tt.values, got, tt.want)
			}
		})
	}
}

func TestReadLines(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lines.txt")
	if err := os.WriteFile(path, []byte("a\n# b\n\nc\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := ReadLines(path)
	if err != nil {
		t.Fatalf("ReadLines: %v", err)
	}
	if len(got) != 2 {
		t.Errorf("got %d lines, want %d", len(got), 2)
	}
}

func TestClient(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, http.StatusOK, User{ID: 1, Name: "Ann"})
	}))
	defer server.Close()
	client, err := NewClient(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	var user User
	if err := client.Get(context.Background(), "/users/1", &user); err != nil {
		t.Fatal(err)
	}
	if user.Name != "Ann" {
		t.Errorf("got name %q, want %q", user.Name, "Ann")
	}
}

func BenchmarkDigest(b *testing.B) {
	data := make([]byte, 1024)
	for b.Loop() {
		Digest(data)
	}
}
