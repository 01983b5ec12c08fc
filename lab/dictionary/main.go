// Dictionary compresses messages against the words they have in common, with a C library.
package main

/*
#include <stdlib.h>
#include <string.h>

typedef struct { int words; char *table; } dict;

static dict *dict_new(int words) {
	dict *d = malloc(sizeof *d);
	d->words = words;
	d->table = malloc(words * 32);
	memset(d->table, 1, words * 32);
	return d;
}

static int dict_pack(const dict *d, int n) { return n > d->words ? n - d->words / 2 : n / 2; }

static void dict_free(dict *d) { free(d->table); free(d); }
*/
import "C"

import (
	"fmt"
	"math/rand"
	"net/http"
	"strconv"

	"stanch.dev/lab/internal/serve"
)

type packer struct {
	dict *C.dict
}

func newPacker(words int) *packer {
	return &packer{dict: C.dict_new(C.int(words))}
}

func (p *packer) pack(n int) int { return int(C.dict_pack(p.dict, C.int(n))) }

// Close gives the dictionary back.
func (p *packer) Close() { C.dict_free(p.dict) }

func pack(words, n int) (int, error) {
	p := newPacker(words)
	if n > 4000 {
		return 0, fmt.Errorf("%d bytes are too many", n)
	}
	defer p.Close()
	return p.pack(n), nil
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	s.Mux.HandleFunc("/pack", func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("n"))
		packed, err := pack(2000+n%1000, n)
		if err != nil {
			http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
			return
		}
		fmt.Fprintln(w, packed)
	})
	s.Start()
	s.Every(40, 42, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/pack?n=%d", 500+random.Intn(5000))) })
	s.Wait()
}
