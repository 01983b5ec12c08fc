package dev.stanch.scan.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.Snippet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CyclesTest {
    /** A program that makes nodes and sets their only pointer field so. */
    private static AllocationFacts nodes(String body) {
        return Snippet.of(
                        """
                        type node struct {
                            data [64]byte
                            peer *node
                        }

                        type group struct{ peers []*group; big [64]byte }

                        var last *node

                        func link(a, b *node) { a.peer = b }

                        func (n *node) join(other *node) { n.peer = other }

                        func after(n *node) *node { return &node{peer: n} }

                        func work(head *node) {
                        %s
                        }

                        func main() { work(last) }
                        """
                                .formatted(body))
                .allocates();
    }

    @Test
    void twoObjectsThatAreSetToEachOtherAreACycle() {
        for (String body :
                List.of(
                        "a := &node{} // here\nb := &node{}; a.peer = b; b.peer = a",
                        "a, b := &node{}, &node{} // here\na.peer, b.peer = b, a",
                        "a := &node{} // here\nb := &node{peer: a}; a.peer = b",
                        "a := &node{} // here\na.peer = &node{peer: a}",
                        "a := &node{} // here\nb := &node{}; link(a, b); link(b, a)",
                        "a := &node{} // here\nb := &node{}; a.join(b); b.join(a)",
                        "a := &node{} // here\nb := after(a); a.peer = b",
                        "a := new(node) // here\nb, c := new(node), new(node)\n"
                                + "a.peer = b; b.peer = c; c.peer = a",
                        "a := &node{} // here\na.peer = a")) {
            AllocationFacts facts = nodes(body);
            assertThat(facts.cyclic()).as(body).isTrue();
            assertThat(facts.cycleFields()).as(body).containsExactly("node.peer");
        }
    }

    @Test
    void aFieldThatIsAListTiesAsWell() {
        AllocationFacts facts =
                nodes(
                        """
                        a := &group{} // here
                        b := &group{}
                        a.peers = append(a.peers, b)
                        b.peers = append(b.peers, a)
                        """);
        assertThat(facts.cycleFields()).containsExactly("group.peers");
    }

    @Test
    void aChainIsNoCycle() {
        for (String body :
                List.of(
                        "a := &node{} // here\nb := &node{}; a.peer = b; last = a",
                        "a := &node{peer: head} // here\nhead = a",
                        "for i := 0; i < 9; i++ {\nn := &node{} // here\nn.peer = last; last = n }",
                        "a := &node{} // here\nb := after(a); b.peer = a",
                        "a := &node{} // here\ncur := a\nfor i := 0; i < 9; i++ {\n"
                                + "n := &node{}; cur.peer = n; cur = n }",
                        "a := &node{} // here\nb := &node{}; link(a, b)",
                        "a := &node{} // here\n"
                                + "b := &node{}; a.peer = b; b = &node{}; b.peer = a")) {
            assertThat(nodes(body).cyclic()).as(body).isFalse();
        }
    }
}
