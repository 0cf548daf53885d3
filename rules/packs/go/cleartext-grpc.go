//go:build ignore

package fixture

import (
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

func cleartextGrpc() {
	// ruleid: go.cleartext-grpc
	a := grpc.WithInsecure()
	// ruleid: go.cleartext-grpc
	b := grpc.WithTransportCredentials(insecure.NewCredentials())
	use(a, b)
}

func cleartextGrpcNearMisses(config *tls.Config) {
	// ok: go.cleartext-grpc
	a := grpc.WithTransportCredentials(credentials.NewTLS(config))
	// ok: go.cleartext-grpc
	b := grpc.WithBlock()
	use(a, b)
}
