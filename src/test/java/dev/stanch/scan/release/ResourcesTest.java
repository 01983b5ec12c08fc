package dev.stanch.scan.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.Release;
import dev.stanch.scan.ResourceFacts;
import dev.stanch.scan.ResourceKind;
import dev.stanch.scan.Snippet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcesTest {
    private static List<ResourceFacts> unclosed(String body) {
        return Snippet.of(
                        """
                        import ("context"; "errors"; "io"; "net/http"; "os"; "database/sql")

                        var kept []*os.File
                        var _ = errors.New
                        var _ = io.Discard

                        func f(ctx context.Context, client *http.Client, db *sql.DB) error {
                        %s
                        }

                        func start(ctx context.Context) {}
                        """
                                .formatted(body))
                .facts()
                .unclosed(List.of(Snippet.FILE));
    }

    @Test
    void aBodyThatIsClosedByDeferAfterTheErrorCheckIsFine() {
        assertThat(
                        unclosed(
                                """
                                resp, err := client.Get("http://x")
                                if err != nil { return err }
                                defer resp.Body.Close()
                                if resp.StatusCode != 200 { return errors.New("status") }
                                return nil
                                """))
                .isEmpty();
    }

    @Test
    void aReturnBeforeTheCloseLeaksTheBody() {
        List<ResourceFacts> facts =
                unclosed(
                        """
                        resp, err := client.Get("http://x")
                        if err != nil { return err }
                        if resp.StatusCode != 200 { return errors.New("status") }
                        defer resp.Body.Close()
                        return nil
                        """);
        assertThat(facts).hasSize(1);
        assertThat(facts.getFirst().kind()).isEqualTo(ResourceKind.HTTP_BODY);
        assertThat(facts.getFirst().release()).isEqualTo(Release.SOME_PATHS);
        assertThat(facts.getFirst().call()).isEqualTo("http.Client.Get");
    }

    @Test
    void aBodyThatNobodyClosesIsNeverReleased() {
        assertThat(
                        unclosed(
                                """
                                resp, err := http.Get("http://x")
                                if err != nil { return err }
                                _ = resp.StatusCode
                                return nil
                                """))
                .extracting(ResourceFacts::release)
                .containsExactly(Release.NEVER);
    }

    @Test
    void closingInsideOfTheSuccessBranchIsFine() {
        assertThat(
                        unclosed(
                                """
                                if resp, err := client.Get("http://x"); err == nil {
                                    io.Copy(io.Discard, resp.Body)
                                    resp.Body.Close()
                                }
                                return nil
                                """))
                .isEmpty();
    }

    @Test
    void rowsWithoutCloseAreFoundAndRowsWithItAreNot() {
        assertThat(
                        unclosed(
                                """
                                rows, err := db.Query("select 1")
                                if err != nil { return err }
                                rows.Next()
                                return nil
                                """))
                .extracting(ResourceFacts::kind)
                .containsExactly(ResourceKind.SQL_ROWS);
        assertThat(
                        unclosed(
                                """
                                rows, err := db.Query("select 1")
                                if err != nil { return err }
                                defer rows.Close()
                                for rows.Next() {}
                                return rows.Err()
                                """))
                .isEmpty();
    }

    @Test
    void ownershipThatMovesAwayIsNoLeak() {
        assertThat(
                        unclosed(
                                """
                                file, err := os.Open("x")
                                if err != nil { return err }
                                kept = append(kept, file)
                                return nil
                                """))
                .isEmpty();
        assertThat(
                        unclosed(
                                """
                                child, cancel := context.WithCancel(ctx)
                                go func() {
                                    defer cancel()
                                    start(child)
                                }()
                                return nil
                                """))
                .isEmpty();
    }

    @Test
    void aNamedResultThatIsReturnedBareIsHandedToTheCaller() {
        var facts =
                Snippet.of(
                                """
                                import "os"

                                func open() (file *os.File, err error) {
                                    file, err = os.Open("x")
                                    if err != nil {
                                        return
                                    }
                                    return
                                }
                                """)
                        .facts()
                        .unclosed(List.of(Snippet.FILE));
        assertThat(facts).isEmpty();
    }

    @Test
    void aDroppedCancelFunctionAndOneThatIsNotCalledOnAPathAreFound() {
        assertThat(
                        unclosed(
                                """
                                child, _ := context.WithCancel(ctx)
                                start(child)
                                return nil
                                """))
                .extracting(ResourceFacts::kind)
                .containsExactly(ResourceKind.CANCEL);
        assertThat(
                        unclosed(
                                """
                                child, cancel := context.WithCancel(ctx)
                                if child == nil { return nil }
                                cancel()
                                return nil
                                """))
                .extracting(ResourceFacts::release)
                .containsExactly(Release.SOME_PATHS);
    }

    /** Programs that fetch a page and end with this return. */
    private static List<ResourceFacts> fetched(String result, String last) {
        return Snippet.of(
                        """
                        import ("bufio"; "encoding/json"; "io"; "net/http")

                        type page struct{ status int; kind string }
                        type stream struct{ resp *http.Response }

                        var v map[string]int
                        var _ = bufio.NewReader
                        var _ = json.Marshal
                        var _ = io.EOF

                        func fetch(url string) (%s, error) {
                            resp, err := http.Get(url)
                            if err != nil {
                                panic(err)
                            }
                            %s
                        }

                        func read(r *http.Response) *stream { return &stream{r} }
                        """
                                .formatted(result, last))
                .facts()
                .unclosed(List.of(Snippet.FILE));
    }

    @Test
    void aPlainFieldOfTheResponseHandsNothingOver() {
        assertThat(fetched("bool", "return resp.StatusCode == 200, nil")).hasSize(1);
        assertThat(fetched("int", "return resp.StatusCode, nil")).hasSize(1);
        assertThat(fetched("page", "return page{resp.StatusCode, resp.Proto}, nil")).hasSize(1);
        assertThat(fetched("*page", "return &page{status: resp.StatusCode}, nil")).hasSize(1);
        assertThat(fetched("http.Header", "return resp.Header, nil")).hasSize(1);
        assertThat(fetched("[]*http.Cookie", "return resp.Cookies(), nil")).hasSize(1);
        assertThat(fetched("[]byte", "return io.ReadAll(resp.Body)")).hasSize(1);
        assertThat(fetched("any", "return v, json.NewDecoder(resp.Body).Decode(&v)")).hasSize(1);
    }

    @Test
    void theResponseItsBodyOrWhatHoldsItIsHandedOver() {
        assertThat(fetched("*http.Response", "return resp, nil")).isEmpty();
        assertThat(fetched("io.ReadCloser", "return resp.Body, nil")).isEmpty();
        assertThat(fetched("io.Reader", "return bufio.NewReader(resp.Body), nil")).isEmpty();
        assertThat(fetched("*stream", "return &stream{resp: resp}, nil")).isEmpty();
        assertThat(fetched("*stream", "s := &stream{}; s.resp = resp; return s, nil")).isEmpty();
        assertThat(fetched("*stream", "return read(resp), nil")).isEmpty();
        assertThat(fetched("func() error", "return resp.Body.Close, nil")).isEmpty();
        assertThat(fetched("func()", "return func() { resp.Body.Close() }, nil")).isEmpty();
    }

    @Test
    void aBodyUnderANameOfItsOwnIsClosedByThatName() {
        assertThat(fetched("int", "b := resp.Body; defer b.Close(); return 1, nil")).isEmpty();
        assertThat(fetched("int", "b := resp.Body; _ = b; return 1, nil")).hasSize(1);
    }
}
