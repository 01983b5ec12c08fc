// Resize scales pictures with a small C routine.
package main

/*
#include <stdlib.h>
#include <string.h>

static void shrink(const unsigned char *from, unsigned char *to, int n) {
	for (int i = 0; i + 1 < n; i += 2) to[i / 2] = (from[i] + from[i + 1]) / 2;
}
*/
import "C"

import (
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"unsafe"

	"stanch.dev/lab/internal/serve"
)

func shrink(picture []byte) []byte {
	n := C.int(len(picture))
	half := C.malloc(C.size_t(len(picture) / 2))
	C.shrink((*C.uchar)(unsafe.Pointer(&picture[0])), (*C.uchar)(half), n)
	return C.GoBytes(half, n/2)
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	s.Mux.HandleFunc("/shrink", func(w http.ResponseWriter, r *http.Request) {
		size, err := strconv.Atoi(r.URL.Query().Get("size"))
		if err != nil || size < 2 || size > 1<<20 {
			http.Error(w, "size?", http.StatusBadRequest)
			return
		}
		fmt.Fprintln(w, len(shrink(make([]byte, size))))
	})
	s.Start()
	s.Every(25, 38, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/shrink?size=%d", 80000+random.Intn(80000))) })
	s.Wait()
}
