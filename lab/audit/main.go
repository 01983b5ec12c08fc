// Audit keeps book of who did what, for the compliance page.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type event struct {
	at     time.Time
	actor  [32]byte
	action [32]byte
	object [64]byte
}

type trail struct {
	mu     sync.Mutex
	events []event
}

func (t *trail) note(actor, action, object string) {
	e := event{at: time.Now()}
	copy(e.actor[:], actor)
	copy(e.action[:], action)
	copy(e.object[:], object)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.events = append(t.events, e)
}

func (t *trail) recent(n int) []event {
	t.mu.Lock()
	defer t.mu.Unlock()
	return append([]event(nil), t.events[max(0, len(t.events)-n):]...)
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	t := &trail{}
	s.Mux.HandleFunc("/recent", func(w http.ResponseWriter, r *http.Request) {
		for _, e := range t.recent(20) {
			fmt.Fprintf(w, "%s %s %s\n", e.at.Format(time.RFC3339), e.actor[:8], e.action[:8])
		}
	})
	s.Start()
	s.Every(60, 23, func(n int, random *rand.Rand) {
		for i := 0; i < 40+random.Intn(40); i++ {
			t.note(fmt.Sprintf("user%d", n%90), "open", fmt.Sprintf("/doc/%d/%d", n, i))
		}
	})
	s.Every(2, 24, func(int, *rand.Rand) { s.Get("/recent") })
	s.Wait()
}
