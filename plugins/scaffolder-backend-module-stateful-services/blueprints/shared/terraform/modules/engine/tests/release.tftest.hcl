mock_provider "helm" {}

variables {
  name      = "orders-cache"
  namespace = "orders"
  chart     = "../../../charts/none"
  values = {
    clusterDomain = "cluster.local"
  }
}

run "never_rolls_back_by_itself" {
  command = plan

  assert {
    condition     = helm_release.this.atomic == false && helm_release.this.wait == true
    error_message = "a release of a stateful set must wait, and must not be undone by a machine"
  }
}

run "refuses_a_name_that_its_pods_could_not_carry" {
  command = plan

  variables {
    name = "a-name-that-is-so-long-that-labels-of-pods-could-not-carry-it"
  }

  expect_failures = [var.name]
}
