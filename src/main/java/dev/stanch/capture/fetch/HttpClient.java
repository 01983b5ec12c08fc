package dev.stanch.capture.fetch;

import dev.stanch.capture.Limits;
import dev.stanch.capture.target.UrlTarget;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The library's client, set up for one target: one connection, over TCP or a unix socket, and
 * nothing done by itself (no redirects, cookies, retries, unpacking).
 */
final class HttpClient {
    private HttpClient() {}

    static CloseableHttpClient of(UrlTarget target, Limits limits, TlsSocketStrategy tls) {
        @Nullable Path path = target.socket();
        DetachedSocketFactory sockets =
                proxy -> path == null ? new Socket(java.net.Proxy.NO_PROXY) : new UnixSocket(path);
        SystemDefaultDnsResolver names =
                path == null
                        ? SystemDefaultDnsResolver.INSTANCE
                        : new SystemDefaultDnsResolver() {
                            @Override
                            public InetAddress[] resolve(String host) {
                                return new InetAddress[] {InetAddress.getLoopbackAddress()};
                            }
                        };
        var operator =
                new DefaultHttpClientConnectionOperator(
                        sockets,
                        null,
                        names,
                        RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
        var connections =
                new BasicHttpClientConnectionManager(
                        operator, ManagedHttpClientConnectionFactory.INSTANCE);
        connections.setConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.profile()))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build());
        connections.setSocketConfig(
                SocketConfig.custom().setSoTimeout(Timeout.of(limits.profile())).build());
        // the check whether a kept connection still stands needs the timeout that a unix socket
        // lacks
        ConnectionReuseStrategy reuse =
                path == null
                        ? DefaultConnectionReuseStrategy.INSTANCE
                        : (request, response, context) -> false;
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy(reuse)
                .setUserAgent("stanch")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .build();
    }
}
