package dev.stanch.scan.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.Removal;
import dev.stanch.scan.Snippet;
import dev.stanch.scan.StoreKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Generic containers, those of the library, and the idioms by which slices and maps shrink. */
class ContainersTest {
    private static final String PROGRAM =
            """
            import ("container/heap"; "container/list"; "maps"; "slices"; "sync"; "sync/atomic")

            type Cache[K comparable, V any] struct {
                mu sync.Mutex
                items map[K]V
            }

            func NewCache[K comparable, V any]() *Cache[K, V] {
                return &Cache[K, V]{items: make(map[K]V)}
            }

            func (c *Cache[K, V]) Put(k K, v V) {
                c.mu.Lock()
                defer c.mu.Unlock()
                c.items[k] = v
            }

            func (c *Cache[K, V]) Drop(k K) { delete(c.items, k) }

            func (c *Cache[K, V]) Prune(old func(K, V) bool) { maps.DeleteFunc(c.items, old) }

            func (c *Cache[K, V]) Reset() { clear(c.items) }

            type Queue[T any] struct{ items []T }

            func (q *Queue[T]) Push(v T) { q.items = append(q.items, v) }

            func (q *Queue[T]) Pop() (v T) {
                v = q.items[0]
                q.items = q.items[1:]
                return v
            }

            func (q *Queue[T]) Take() []T {
                var out []T
                out, q.items = q.items, nil
                return out
            }

            type Set[T comparable] map[T]struct{}

            func (s Set[T]) Add(v T) { s[v] = struct{}{} }

            func (s Set[T]) Remove(v T) { delete(s, v) }

            type Users struct{ Cache[string, int] }

            type stack []int

            func (s *stack) push(v int) { *s = append(*s, v) }

            func (s *stack) pop() { *s = (*s)[:len(*s)-1] }

            type pq []int

            func (p pq) Len() int { return len(p) }
            func (p pq) Less(i, j int) bool { return p[i] < p[j] }
            func (p pq) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
            func (p *pq) Push(x any) { *p = append(*p, x.(int)) }
            func (p *pq) Pop() any {
                old := *p
                x := old[len(old)-1]
                *p = old[:len(old)-1]
                return x
            }

            type state int

            const (
                idle state = iota
                busy
            )

            type id string

            const nobody id = ""

            type ring struct { slots [64]int; next int; names []string }

            type store struct {
                cache *Cache[string, []byte]
                queue Queue[int]
                seen Set[string]
                users Users
                safe sync.Map
                order *list.List
                log []string
                byUser map[string][]int
                counts map[string]int
                shards map[int]string
                states map[state]int
                ids map[id]int
                flags map[bool]int
                stack stack
                due pq
                ring ring
                inbox chan int
                table atomic.Pointer[map[string]int]
            }

            var s = &store{cache: NewCache[string, []byte](), order: list.New(), inbox: make(chan int, 8)}

            const total = "total"

            func fresh(all []string) []string {
                kept := all[:0]
                for _, one := range all {
                    if one != "" { kept = append(kept, one) }
                }
                return kept
            }

            func shorter(all []string) []string {
                if len(all) > 9 { return all[1:] }
                return all
            }

            func more(all []string, one string) []string { return append(all, one) }

            var _, _, _ = heap.Init, slices.Clip[[]int], maps.Clone[map[int]int]

            func step(k string, v int) {
                BODY
            }

            func main() { for { step("a", 1) } }
            """;

    private static CollectionFacts facts(String container, String body) {
        return Snippet.of(PROGRAM.replace("BODY", body)).collection(container);
    }

    private static void grows(String container, String body) {
        CollectionFacts facts = facts(container, body);
        assertThat(facts.known()).as(body).isTrue();
        assertThat(facts.inserts()).as(body).isNotEmpty();
        assertThat(facts.bounded()).as(body + " " + facts).isFalse();
    }

    private static void isBounded(String container, String body) {
        CollectionFacts facts = facts(container, body);
        assertThat(facts.known()).as(body).isTrue();
        assertThat(facts.bounded()).as(body + " " + facts).isTrue();
    }

    @Test
    void genericContainersThatAreOnlyFilledGrow() {
        grows("(*Cache).items", "s.cache.Put(k, nil)");
        grows("(*Cache).items", "s.users.Put(k, v)");
        grows("(*Queue).items", "s.queue.Push(v)");
        grows("(*store).seen", "s.seen.Add(k)");
        grows("(*store).stack", "s.stack.push(v)");
    }

    @Test
    void genericContainersThatAreEmptiedAreBounded() {
        isBounded("(*Cache).items", "s.cache.Put(k, nil); s.cache.Drop(k)");
        isBounded("(*Cache).items", "s.cache.Put(k, nil); s.cache.Reset()");
        isBounded(
                "(*Cache).items",
                "s.cache.Put(k, nil); s.cache.Prune(func(string, []byte) bool { return true })");
        isBounded("(*Queue).items", "s.queue.Push(v); s.queue.Pop()");
        isBounded("(*Queue).items", "s.queue.Push(v); s.queue.Take()");
        isBounded("(*store).seen", "s.seen.Add(k); s.seen.Remove(k)");
        isBounded("(*store).stack", "s.stack.push(v); s.stack.pop()");
    }

    @Test
    void safeMapsGrowUntilSomethingIsDeleted() {
        for (String fill :
                List.of("s.safe.Store(k, v)", "s.safe.LoadOrStore(k, v)", "s.safe.Swap(k, v)")) {
            grows("(*store).safe", fill);
            for (String empty :
                    List.of(
                            "s.safe.Delete(k)",
                            "s.safe.LoadAndDelete(k)",
                            "s.safe.CompareAndDelete(k, v)",
                            "s.safe.Clear()",
                            "s.safe.Range(func(k, v any) bool { s.safe.Delete(k); return true })")) {
                isBounded("(*store).safe", fill + "; " + empty);
            }
        }
    }

    @Test
    void listsGrowUntilSomethingIsRemoved() {
        grows("(*store).order", "s.order.PushBack(v)");
        grows("(*store).order", "e := s.order.PushFront(v); s.order.MoveToBack(e)");
        isBounded("(*store).order", "s.order.PushBack(v); s.order.Remove(s.order.Front())");
        isBounded("(*store).order", "s.order.PushBack(v); s.order.Init()");
    }

    @Test
    void slicesShrinkInManyWays() {
        String push = "s.log = append(s.log, k); ";
        grows("(*store).log", push);
        grows("(*store).log", "s.log = slices.Insert(s.log, 0, k)");
        grows("(*store).log", "s.log = more(s.log, k)");
        grows("(*store).log", push + "slices.Sort(s.log); s.log = slices.Clip(s.log)");
        grows("(*store).log", push + "clear(s.log)");
        for (String cut :
                List.of(
                        "s.log = s.log[1:]",
                        "s.log = slices.Delete(s.log, 0, 1)",
                        "s.log = slices.DeleteFunc(s.log, func(x string) bool { return x == k })",
                        "s.log = slices.Compact(s.log)",
                        "s.log = fresh(s.log)",
                        "s.log = shorter(s.log)",
                        "old := s.log; s.log = nil; println(len(old))",
                        "i := 3; s.log[i] = s.log[len(s.log)-1]; s.log = s.log[:len(s.log)-1]",
                        "copy(s.log, s.log[1:]); s.log = s.log[:len(s.log)-1]",
                        "if len(s.log) > 100 { s.log = append([]string(nil), s.log[50:]...) }")) {
            isBounded("(*store).log", push + cut);
        }
    }

    @Test
    void collectionsInsideOfMapsShrinkOnTheirOwn() {
        String push = "s.byUser[k] = append(s.byUser[k], v); ";
        grows("(*store).byUser", push);
        isBounded("(*store).byUser", push + "s.byUser[k] = s.byUser[k][1:]");
        isBounded("(*store).byUser", push + "s.byUser[k] = slices.Delete(s.byUser[k], 0, 1)");
        isBounded("(*store).byUser", push + "delete(s.byUser, k)");
    }

    @Test
    void mapsWithKeysThatRepeatAreBounded() {
        grows("(*store).counts", "s.counts[k]++");
        grows("(*store).counts", "maps.Copy(s.counts, map[string]int{k: v})");
        grows("(*store).counts", "s.counts[\"all\"]++; s.counts[k]++");
        isBounded("(*store).counts", "s.counts[\"all\"]++; s.counts[total] += v");
        isBounded("(*store).shards", "s.shards[v%16] = k");
        isBounded("(*store).shards", "s.shards[v&15] = k");
        grows("(*store).shards", "s.shards[v+16] = k");
        isBounded("(*store).states", "s.states[state(v)]++");
        isBounded("(*store).flags", "s.flags[v > 3]++");
        grows("(*store).ids", "s.ids[id(k)]++");
    }

    @Test
    void ringsAndHeapsAreBounded() {
        isBounded("(*ring).slots", "s.ring.slots[s.ring.next%64] = v; s.ring.next++");
        isBounded("(*ring).names", "s.ring.names[v%len(s.ring.names)] = k");
        grows("(*ring).names", "s.ring.names = append(s.ring.names, k); s.ring.names[0] = k");
        grows("(*store).due", "heap.Push(&s.due, v)");
        isBounded("(*store).due", "heap.Push(&s.due, v); heap.Pop(&s.due)");
    }

    @Test
    void aTableThatIsCopiedForEachChangeGrows() {
        grows(
                "(*store).table",
                "next := maps.Clone(*s.table.Load()); next[k] = v; s.table.Store(&next)");
    }

    @Test
    void aChannelIsBoundedByItsSize() {
        CollectionFacts facts = facts("(*store).inbox", "s.inbox <- v");
        assertThat(facts.inserts()).hasSize(1);
        assertThat(facts.bounded()).isTrue();
        assertThat(facts("(*store).inbox", "s.inbox <- v; println(<-s.inbox)").removals())
                .extracting(Removal::reachable)
                .containsExactly(true);
    }

    @Test
    void aLinkedListIsACollectionByItsLink() {
        String code =
                """
                type node struct { next *node; body [90]byte }
                type stack struct { top *node }
                type queue struct { head, tail *node }

                func (s *stack) push() {
                    n := &node{} // here
                    n.next = s.top
                    s.top = n
                }

                func (s *stack) find() (n int) {
                    for at := s.top; at != nil; at = at.next { n++ }
                    return n
                }

                func (q *queue) put() {
                    n := &node{} // queued
                    q.tail.next = n
                    q.tail = n
                }

                var s = &stack{}
                var q = &queue{}

                func main() { s.push(); s.find(); q.put(); BODY }
                """;
        for (String mark : List.of("here", "queued")) {
            var snippet = Snippet.of(code.replace("BODY", ""));
            var store =
                    snippet
                            .facts()
                            .allocationAt(Snippet.FILE, snippet.line(mark), "")
                            .orElseThrow()
                            .stored()
                            .stream()
                            .filter(kept -> kept.kind() == StoreKind.LIST)
                            .findFirst()
                            .orElseThrow();
            assertThat(store.container()).isEqualTo("(*node).next");
        }
        CollectionFacts grows = Snippet.of(code.replace("BODY", "")).collection("(*node).next");
        assertThat(grows.inserts()).hasSize(2);
        assertThat(grows.bounded()).isFalse();
        for (String taken : List.of("s.top = s.top.next", "q.head = q.head.next")) {
            assertThat(Snippet.of(code.replace("BODY", taken)).collection("(*node).next").bounded())
                    .as(taken)
                    .isTrue();
        }
    }
}
