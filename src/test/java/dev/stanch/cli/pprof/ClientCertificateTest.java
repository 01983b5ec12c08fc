package dev.stanch.cli.pprof;

import static dev.stanch.cli.pprof.Said.pprof;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.stanch.capture.CaptureException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lets nobody in without a certificate that it knows. */
@Timeout(120)
class ClientCertificateTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void theServerLetsInWhoHasTheKey(String kind) throws Exception {
        KeyStore server = store("server", "RSA");
        KeyStore client = store("client", kind);
        HttpsServer listener = listen(server, client);
        try {
            String url =
                    "https://127.0.0.1:" + listener.getAddress().getPort() + "/debug/pprof/heap";
            Map<String, String> here = Map.of("PPROF_TMPDIR", folder.toString());
            String trusted = "-tls_ca=" + certificate(server, "server");
            String certificate = "-tls_cert=" + certificate(client, "client");
            String key = "-tls_key=" + key(client, "client");
            assertThat(pprof(here, "", "-top", trusted, certificate, key, url).out())
                    .contains("main.parse");
            assertThatThrownBy(() -> pprof(here, "", "-top", trusted, url))
                    .isInstanceOf(CaptureException.class);
            assertThatThrownBy(() -> pprof(here, "", "-top", certificate, key, url))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageContaining("TLS failed");
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void halfOfAPairIsWrongUsage() throws Exception {
        assertThat(pprof("-top", "-tls_key=k", "https://127.0.0.1:1").err())
                .startsWith("stanch: -tls_key is specified, so -tls_cert must also be specified\n");
        assertThat(pprof("-top", "-tls_cert=c", "https://127.0.0.1:1").err())
                .startsWith("stanch: -tls_cert is specified, so -tls_key must also be specified\n");
    }

    private HttpsServer listen(KeyStore server, KeyStore client) throws Exception {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(server, PASSWORD);
        TrustManagerFactory trusted =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(onlyCertificate(client));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        HttpsServer listener =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        listener.setHttpsConfigurator(
                new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters strict = context.getDefaultSSLParameters();
                        strict.setNeedClientAuth(true);
                        parameters.setSSLParameters(strict);
                    }
                });
        byte[] heap = Given.bytes(Given.heap(1, 1 << 20, 8 << 20));
        listener.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, heap.length);
                        exchange.getResponseBody().write(heap);
                    }
                });
        listener.start();
        return listener;
    }

    private static KeyStore onlyCertificate(KeyStore client) throws Exception {
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("client", client.getCertificate("client"));
        return known;
    }

    private KeyStore store(String name, String kind) throws Exception {
        Path file = folder.resolve(name + "-" + kind + ".p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(
                List.of("-genkeypair", "-alias", name, "-keyalg", kind, "-dname", "CN=test"));
        command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private Path certificate(KeyStore store, String name) throws Exception {
        return pem(name + ".pem", "CERTIFICATE", store.getCertificate(name).getEncoded());
    }

    private Path key(KeyStore store, String name) throws Exception {
        return pem(name + "-key.pem", "PRIVATE KEY", store.getKey(name, PASSWORD).getEncoded());
    }

    private Path pem(String file, String label, byte[] der) throws Exception {
        return Files.writeString(
                folder.resolve(file),
                "-----BEGIN "
                        + label
                        + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END "
                        + label
                        + "-----\n");
    }
}
