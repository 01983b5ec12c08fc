// Login signs people in and knows them by their cookie afterwards.
package main

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/http"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type session struct {
	user    string
	since   time.Time
	expires time.Time
	form    [4096]byte
}

type door struct {
	sessions sync.Map // cookie → *session
	life     time.Duration
}

func (d *door) signIn(user string) string {
	var key [16]byte
	rand.Read(key[:])
	cookie := hex.EncodeToString(key[:])
	s := newSession(user, d.life)
	d.sessions.Store(cookie, s)
	return cookie
}

func newSession(user string, life time.Duration) *session {
	now := time.Now()
	return &session{user: user, since: now, expires: now.Add(life)}
}

func (d *door) who(cookie string) (string, bool) {
	value, ok := d.sessions.Load(cookie)
	if !ok {
		return "", false
	}
	s := value.(*session)
	return s.user, time.Now().Before(s.expires)
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	d := &door{life: 3 * time.Second}
	s.Mux.HandleFunc("/login", func(w http.ResponseWriter, r *http.Request) {
		cookie := d.signIn(r.URL.Query().Get("user"))
		user, ok := d.who(cookie)
		fmt.Fprintln(w, cookie, user, ok)
	})
	s.Start()
	s.Arrivals(80, 27, func(n int) { s.Get(fmt.Sprintf("/login?user=u%d", n%500)) })
	s.Wait()
}
