variable "kubeconfig" {
  description = "Path of the kubeconfig."
  type        = string
  default     = "~/.kube/config"
}

variable "kube_context" {
  description = "Context of the kubeconfig. No default: nothing is applied to a cluster that nobody named."
  type        = string
}

variable "name" {
  description = "Name of the service."
  type        = string
}

variable "namespace" {
  description = "Namespace of the service."
  type        = string
}

variable "create_namespace" {
  description = "Whether the namespace belongs to this service."
  type        = bool
}

variable "cloud" {
  description = "Where the cluster runs: generic, aws, gcp or azure."
  type        = string
}
