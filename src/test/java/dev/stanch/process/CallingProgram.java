package dev.stanch.process;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A Go program whose comments tell what a line calls: {@code //> callee callee}. The functions
 * named there are called on no other line.
 */
final class CallingProgram {
    static final String SOURCE =
            """
            package main

            import (
            	"container/list"
            	"context"
            	"fmt"
            	"io"
            	"os"
            	"runtime"
            	"strings"
            	"sync"
            	"time"
            )

            type Cache[K comparable] struct {
            	mu      sync.Mutex
            	entries map[K][]byte
            	order   *list.List
            }

            //go:noinline
            func (c *Cache[K]) Put(key K, value []byte) {
            	c.mu.Lock()         //> sync.(*Mutex).Lock *.(*Mutex).lockSlow
            	defer c.mu.Unlock() //> sync.(*Mutex).Unlock *.(*Mutex).unlockSlow
            	c.entries[key] = value //> runtime.mapassign*
            	c.order.PushFront(key) //> container/list.(*List).PushFront
            }

            type server struct {
            	names  []string
            	events chan int
            	quit   chan struct{}
            	shared sync.Map
            	text   map[int]string
            }

            //go:noinline
            func (s *server) watch(period time.Duration) {
            	ticker := time.NewTicker(period) //> time.NewTicker
            	defer ticker.Stop()              //> time.(*Ticker).Stop
            	for {
            		select { //> runtime.selectgo
            		case <-ticker.C:
            			s.names = append(s.names, strings.Repeat("x", 20)) //> runtime.growslice* strings.Repeat
            		case <-s.quit:
            			return
            		}
            	}
            }

            //go:noinline
            func (s *server) publish(n int) bool {
            	s.events <- n //> runtime.chansend1
            	select {
            	case s.events <- n + 1: //> runtime.selectnbsend
            	default:
            		return false
            	}
            	select {
            	case <-s.quit: //> runtime.selectnbrecv
            	default:
            	}
            	v, ok := <-s.events //> runtime.chanrecv2
            	return ok && v > 0
            }

            // note is small, and exists only inlined.
            func (s *server) note(n int) {
            	s.shared.Store(n, n) //> sync.(*Map).Store
            }

            //go:noinline
            func (s *server) start(ctx context.Context, work func()) {
            	go s.watch(time.Second) //> runtime.newproc
            	go func() { //> runtime.newproc
            		<-s.quit //> runtime.chanrecv1
            	}()
            	go free() //> runtime.newproc
            	go work() //> runtime.newproc
            	s.note(len(s.names)) //> main.(*server).note
            }

            //go:noinline
            func free() {
            	time.Sleep(time.Minute) //> time.Sleep
            }

            //go:noinline
            func (s *server) timers(ctx context.Context) {
            	ctx, cancel := context.WithTimeout(ctx, time.Second) //> context.WithTimeout
            	cancel()
            	_, cancel = context.WithCancel(ctx) //> context.WithCancel
            	cancel()
            	time.AfterFunc(time.Second, func() { //> time.AfterFunc
            		delete(s.text, 1) //> runtime.mapdelete*
            	})
            	t := time.NewTimer(time.Hour)
            	t.Reset(time.Second) //> time.(*Timer).Reset
            	t.Stop()             //> time.(*Timer).Stop
            	<-time.After(1)      //> time.After runtime.chanrecv1
            }

            //go:noinline
            func load(path string, n int) ([]byte, []int) {
            	runtime.SetFinalizer(new([64]int), func(*[64]int) { fmt.Print() }) //> runtime.SetFinalizer
            	file, err := os.Open(path)
            	if err != nil {
            		data, _ := os.ReadFile(path) //> os.ReadFile
            		return data[:1], nil
            	}
            	all, _ := io.ReadAll(file) //> io.ReadAll
            	fields := strings.Split(string(all), ",") //> strings.Split
            	numbers := make([]int, n) //> runtime.makeslice*
            	return []byte(fields[0]), numbers
            }

            func main() {
            	c := &Cache[string]{entries: map[string][]byte{}, order: list.New()}
            	c.Put("a", nil) //> main.(*Cache[...]).Put
            	d := &Cache[int]{entries: map[int][]byte{}, order: list.New()}
            	d.Put(1, nil) //> main.(*Cache[...]).Put
            	s := &server{
            		events: make(chan int, 9), //> runtime.makechan*
            		quit:   make(chan struct{}), //> runtime.makechan*
            		text:   map[int]string{},
            	}
            	ctx := context.Background()
            	s.start(ctx, func() { println("work") }) //> main.(*server).start
            	s.timers(ctx) //> main.(*server).timers
            	fmt.Println(s.publish(len(os.Args))) //> main.(*server).publish
            	fmt.Println(load(os.Args[0], len(os.Args))) //> main.load
            	close(s.quit) //> runtime.closechan
            }
            """;

    private CallingProgram() {}

    /** What each line calls, as the comments tell it. */
    static SortedMap<Integer, SortedSet<String>> expected() {
        SortedMap<Integer, SortedSet<String>> calls = new TreeMap<>();
        String[] lines = SOURCE.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int at = lines[i].indexOf("//> ");
            if (at >= 0) {
                calls.put(i + 1, new TreeSet<>(Set.of(lines[i].substring(at + 4).split(" "))));
            }
        }
        return calls;
    }

    /** Line of the only place with this text. */
    static int line(String text) {
        int at = SOURCE.indexOf(text);
        if (at < 0 || SOURCE.indexOf(text, at + 1) >= 0) {
            throw new IllegalArgumentException("not once in the program: " + text);
        }
        return (int) SOURCE.substring(0, at).lines().count()
                + (SOURCE.charAt(at - 1) == '\n' ? 1 : 0);
    }
}
