package dev.stanch.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages of {@code stanch pprof -http} as a person uses them. */
@Timeout(180)
class PprofBrowserTest {
    private static final Pattern ADDRESS = Pattern.compile("Pages at (http://[^/\\s]+)");
    private static final Path PROFILES = Path.of("src/test/resources/profile/golden/profiles");
    private static final String NOW = PROFILES.resolve("bakery-1.22-heap-later.pb.gz").toString();
    private static final String BEFORE = PROFILES.resolve("bakery-1.22-heap.pb.gz").toString();

    @TempDir private Path folder;
    private @Nullable Browser browser;
    private @Nullable Child child;

    @BeforeEach
    void start() {
        browser = Browser.start();
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (child != null) {
            child.close();
        }
    }

    private Browser browser() {
        return requireNonNull(browser);
    }

    /** Starts stanch and gives the address of its pages, without a slash at the end. */
    private String serve(String... words) throws Exception {
        String[] all = new String[words.length + 3];
        all[0] = "pprof";
        all[1] = "-http=localhost:0";
        all[2] = "-no_browser";
        System.arraycopy(words, 0, all, 3, words.length);
        Child started = Child.stanch(folder, all);
        child = started;
        started.await(() -> ADDRESS.matcher(started.messages()).find());
        Matcher address = ADDRESS.matcher(started.messages());
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    private long functions() {
        Matcher count =
                Pattern.compile("([\\d,.\\u202f\\u00a0' ]+) functions")
                        .matcher(browser().text("#page [role=status]"));
        return count.find() ? Long.parseLong(count.group(1).replaceAll("\\D", "")) : -1;
    }

    private void openTop(String address) {
        browser().open(address + "/top");
        browser().await("the table", () -> functions() > 0);
    }

    private void addFilter(String kind, String expression) {
        for (WebElement option : browser().all("#kind option")) {
            if (option.getText().equals(kind)) {
                option.click();
            }
        }
        browser().find("#value").sendKeys(expression, Keys.ENTER);
    }

    @Test
    void everyPageOpensWithoutAnError() throws Exception {
        String address = serve(BEFORE, NOW);
        browser().open(address);
        browser()
                .await(
                        "the flame graph",
                        () -> !browser().all("#page canvas, #page svg").isEmpty());
        List<String> pages = browser().all("#pages a").stream().map(WebElement::getText).toList();
        assertThat(pages)
                .containsExactly(
                        "Flame graph",
                        "Graph",
                        "Top",
                        "Peek",
                        "Source",
                        "Sandwich",
                        "Growth",
                        "Kept",
                        "Texts");
        for (int i = 0; i < pages.size(); i++) {
            int nth = i + 1;
            browser().find("#pages a:nth-child(" + nth + ")").click();
            browser()
                    .await(
                            pages.get(i),
                            () ->
                                    !browser()
                                                    .all(
                                                            "#pages a:nth-child("
                                                                    + nth
                                                                    + ")[aria-current]")
                                                    .isEmpty()
                                            && !browser().text("#page").isBlank());
            assertThat(browser().text("#error")).as(pages.get(i)).isEmpty();
        }
        assertThat(browser().errors()).isEmpty();
    }

    @Test
    void aFilterNarrowsAndItsChipTakesItAway() throws Exception {
        openTop(serve(NOW));
        long whole = functions();
        addFilter("focus", "shop");
        browser().await("the filter", () -> functions() > 0 && functions() < whole);
        assertThat(browser().address()).contains("f=shop");
        assertThat(browser().text("#chips")).contains("focus=shop");
        long focused = functions();
        addFilter("hide", "^runtime\\.main$");
        browser().await("the second filter", () -> functions() == focused - 1);
        for (WebElement chip : browser().all("#chips button")) {
            chip.click();
            break;
        }
        browser().await("the whole without one", () -> functions() == whole - 1);
        browser().find("#chips button").click();
        browser().await("the whole", () -> functions() == whole);
        assertThat(browser().address()).endsWith("/top");
    }

    @Test
    void aWrongExpressionIsSaidAndThePageStays() throws Exception {
        openTop(serve(NOW));
        addFilter("focus", "(");
        browser().await("the error", () -> !browser().text("#error").isEmpty());
        assertThat(browser().text("#error")).contains("focus");
        assertThat(functions()).isPositive();
    }

    @Test
    void backAndForwardGoThroughWhatWasShown() throws Exception {
        String address = serve(NOW);
        openTop(address);
        long whole = functions();
        addFilter("focus", "shop");
        browser().await("the filter", () -> functions() < whole);
        long focused = functions();
        browser().find("#pages a:nth-child(4)").click();
        browser().await("peek", () -> browser().address().contains("/peek"));
        assertThat(browser().address()).contains("f=shop");
        browser().back();
        browser().await("top with the filter", () -> functions() == focused);
        browser().back();
        browser().await("top without", () -> functions() == whole);
        browser().forward();
        browser().await("the filter again", () -> functions() == focused);
        // What is in the address is all that another person needs.
        String shared = browser().address();
        browser().open("about:blank");
        browser().open(shared);
        browser().await("the same from the address", () -> functions() == focused);
    }

    @Test
    void searchingMarksAndCounts() throws Exception {
        String address = serve(NOW);
        openTop(address);
        long whole = functions();
        browser().press("/");
        browser().press("runtime");
        browser()
                .await(
                        "the found ones",
                        () -> browser().text("#page [role=status]").contains(" of "));
        long found = Long.parseLong(browser().text("#page [role=status]").split(" ", 2)[0]);
        assertThat(found).isBetween(1L, whole - 1);
        assertThat(browser().all("#page .row .name")).isNotEmpty();
        assertThat(browser().address()).contains("q=runtime");
        browser().open(address);
        browser().await("the flame graph", () -> !browser().all("#search").isEmpty());
        browser().press("/");
        browser().press("runtime");
        browser()
                .await(
                        "the share",
                        () -> browser().text("#page [role=status]").contains("% match"));
    }

    @Test
    void aFrameOfTheTableLeadsToItsSandwich() throws Exception {
        openTop(serve(NOW));
        WebElement row = browser().find("#page .row");
        String function = row.findElement(By.cssSelector(".name")).getText();
        row.click();
        browser().await("the sandwich", () -> browser().address().contains("/sandwich"));
        browser().await("its halves", () -> browser().all("#page .half").size() == 2);
        assertThat(browser().text("#page .name")).isEqualTo(function);
    }

    @Test
    void aDifferenceShowsWhatGrewAndWhatShrank() throws Exception {
        String address = serve("-diff_base=" + BEFORE, NOW);
        openTop(address);
        browser().find("#page .head button").click();
        browser()
                .await(
                        "what shrank",
                        () ->
                                browser().text("#page .row").startsWith("-")
                                        || browser().text("#page .row").startsWith("−"));
        browser().open(address + "/flame");
        browser()
                .await(
                        "the widths of a difference",
                        () -> browser().text("#page").contains("Width"));
        String after = browser().text("#page .detail");
        for (WebElement option : browser().all("#page option")) {
            if (option.getText().equals("before")) {
                option.click();
                break;
            }
        }
        browser().await("the other width", () -> browser().address().contains("w=before"));
        browser().await("the detail", () -> !browser().text("#page .detail").isEmpty());
        assertThat(after).isNotEmpty();
        assertThat(browser().errors()).isEmpty();
    }

    @Test
    void aGraphWhoseLabelsHoldQuotesIsDrawn() throws Exception {
        browser().open(serve(PROFILES.resolve("labels-text.pb.gz").toString()) + "/graph");
        browser()
                .await(
                        "the picture",
                        () ->
                                browser().all("#page img").stream()
                                        .anyMatch(image -> image.getSize().getHeight() > 50));
        assertThat(browser().text("#error")).isEmpty();
    }

    @Test
    void keysLeadThroughThePages() throws Exception {
        String address = serve(NOW);
        openTop(address);
        browser().press("1");
        browser().await("the flame graph", () -> browser().address().contains("/flame"));
        browser().press("3");
        browser().await("top", () -> browser().address().contains("/top"));
        browser().press("?");
        browser().await("the help", () -> browser().text("#help").contains("Keyboard"));
        browser().press(Keys.ESCAPE);
        browser().await("no help", () -> browser().all("#help[open]").isEmpty());
    }
}
