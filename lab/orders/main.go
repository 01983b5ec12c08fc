// Orders takes orders and reminds the customer when nothing was paid within the hour.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type shop struct {
	reminders atomic.Int64
	paid      atomic.Int64
}

func (s *shop) order(number, positions int) int {
	invoice := render(number, positions)
	time.AfterFunc(time.Hour, func() {
		s.remind(number, invoice)
	})
	return len(invoice)
}

// pay settles an order.
func (s *shop) pay(number int) { s.paid.Add(1) }

func (s *shop) remind(number int, invoice string) {
	if len(invoice) > 0 {
		s.reminders.Add(1)
	}
}

func render(number, positions int) string {
	var page strings.Builder
	page.Grow(positions * 64)
	for i := 0; i < positions; i++ {
		fmt.Fprintf(&page, "<tr><td>%d</td><td>%d</td><td>%d pieces</td></tr>\n", number, i, i*i)
	}
	return page.String()
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	desk := &shop{}
	s.Mux.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		number, _ := strconv.Atoi(r.URL.Query().Get("number"))
		size := desk.order(number, 150+number%300)
		desk.pay(number)
		fmt.Fprintln(w, size)
	})
	s.Start()
	s.Every(40, 46, func(n int, _ *rand.Rand) { s.Get(fmt.Sprintf("/order?number=%d", n)) })
	s.Wait()
}
